import type { IsoInstant } from './common';

/** What a draw lacks of the rule; stands wherever it is shown. */
export interface DrawMark {
  code: 'WITHOUT_BEACON' | 'WITHOUT_WITNESS';
  label: string;
  meaning: string;
}

/** Before the opening: who will be asked to cosign it, and the same as a sentence. */
export interface WitnessesAhead {
  names: string[];
  sentence: string;
}

/** How far witnesses of other houses have seen the opening. */
export interface DrawWitnessing {
  configured: number;
  /** How many of them have to. */
  needed: number;
  /** When enough had, by their own clocks. */
  since: IsoInstant | null;
  /** The last moment at which they may, or the draw is void; null when a later round serves. */
  until: IsoInstant | null;
  seenBy: string[];
  awaited: { name: string; trouble: string | null }[];
}
