import { askWitnesses as asked, makeWitness as made } from '../../scenario/lib/witness.mjs';

/** A process of another house: the packaged witness, by the clock of the machine. */
export interface Witness {
  name: string;
  url: string;
  key: string;
  trust(logKeys: string): Promise<unknown>;
  start(): void;
  stop(): void;
}

export const makeWitness: (directory: string, name: string) => Promise<Witness> = made;
export const askWitnesses: (witnesses: Witness[]) => Record<string, string> = asked;
