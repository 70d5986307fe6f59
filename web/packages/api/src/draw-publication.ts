import { http } from './client';
import type { Id, IsoInstant } from './common';

/** An outsider's signed finding; `agrees`: both digests are the draw's own, `sameResult`: the first is. */
export interface DrawVerdict {
  who: string;
  label: string;
  result: string;
  publicDigest: string;
  /** `name/version` */
  implementation: string;
  time: string;
  publicKey: string;
  keyFingerprint: string;
  signature: string;
  agrees: boolean;
  sameResult: boolean;
  /** Chinese: by what right he signed, who vouches for his key, who brought his words. */
  origin: string;
  loggedAt: IsoInstant;
}

export interface DrawStanding {
  sealed: boolean;
  unsealedBy: string | null;
  unsealedAt: IsoInstant | null;
  listReaders: number;
  verdicts: DrawVerdict[];
  agreeing: number;
  needed: number;
  certificateReady: boolean;
  /** The full certificate is for everybody. */
  openToAll: boolean;
}

export interface OutsideVerifier {
  who: string;
  label: string;
  /** Null until it was checked: whoever checks takes it from its owner. */
  publicKey: string | null;
  invitedBy: string;
  invitedAt: IsoInstant;
  /** Who outside the lead department compared the key; null until then, and until then no verdict counts. */
  checkedBy: string | null;
  checkedAt: IsoInstant | null;
}

export interface ListReader {
  act: 'COMPUTED' | 'READ' | 'DOWNLOADED';
  byName: string;
  department: string;
  at: IsoInstant;
}

/** Outside verdicts, sealing and what is public of a draw. */
export interface DrawSwitches {
  drawn: boolean;
  audience: string;
  mode: string;
  standing: DrawStanding | null;
  /** Under which name this account's verdict is logged; null when it gives none itself. */
  who: string | null;
  publicKey: string | null;
  invited: OutsideVerifier[];
  mayInvite: boolean;
  /** May say that he compared an invited outsider's key. */
  mayCheck: boolean;
  unsealFrom: string | null;
  mayUnseal: boolean;
  readers: ListReader[];
}

export interface VerdictInput {
  who: string;
  /** 64 hex, SHA-256 of result.tsv. */
  result: string;
  /** 64 hex, SHA-256 of the summary.txt that follows from it: counts and names. */
  publicDigest: string;
  implementation: string;
  /** UTC, `YYYY-MM-DDThh:mm:ssZ` */
  time: string;
  /** 128 hex over `SSJ-VERDICT-2|draw|who|result|public|implementation|time`. */
  signature: string;
}

export const drawPublication = {
  get: (id: Id) => http.get<DrawSwitches>(`/api/draws/${id}/publication`),
  submitVerdict: (id: Id, verdict: VerdictInput) =>
    http.post<DrawSwitches>(`/api/draws/${id}/verdicts`, verdict),
  inviteVerifier: (id: Id, who: string, label: string, publicKey: string) =>
    http.post<DrawSwitches>(`/api/draws/${id}/outside-verifiers`, { who, label, publicKey }),
  checkVerifier: (id: Id, who: string, publicKey: string) =>
    http.post<DrawSwitches>(`/api/draws/${id}/outside-verifiers/${who}/check`, { publicKey }),
  unseal: (id: Id) => http.post<DrawSwitches>(`/api/draws/${id}/unseal`, {}),
};
