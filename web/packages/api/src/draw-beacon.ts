import type { IsoInstant } from './common';

/** What can be chosen at the freeze. */
export interface BeaconOffer {
  choices: { beacon: string; label: string }[];
  noneAllowed: boolean;
}

/** What the parties have read of a beacon, which counts when the witness and another have read the same. */
export interface BeaconReadings {
  readings: {
    party: string;
    at: IsoInstant;
    /** It found that nothing was published in this round. */
    failed: boolean;
    /** Null while the others must not see it, and when it failed. */
    text: string | null;
    /** It is what was decided. */
    agrees: boolean;
    /** Places of dice, from 0, at which it is not what was decided, or not what most have read. */
    off: number[];
  }[];
  differ: boolean;
  /** Who has read and who is awaited; null before anybody has read and once it is decided. */
  waiting: string | null;
  /** What to do when they differ. */
  advice: string | null;
  /** Who read what was decided, and whether each for himself; null before. */
  readBy: string | null;
  /** Which dice each two have read differently, those that differ least first; empty unless they differ. */
  compared: string[];
}
