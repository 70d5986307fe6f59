import { http } from './client';
import type { Aggregate, Deadline, Id, IsoInstant, ListQuery, Page, Tier } from './common';
import type { BeaconOffer, BeaconReadings } from './draw-beacon';
import type { DrawMark, DrawWitnessing, WitnessesAhead } from './draw-witness';
import type { ExclusionAuditCounts } from './exclusion-audit';
import type { PlanAudience } from './plan';

/**
 * FROZEN 已冻结·待承诺, OPENED 已开启·待揭示, REVEALED 已揭示·待信标, BEACON_SET 信标已定·待计算,
 * DRAWN 已抽取·待确认, CONFIRMED 名单已确认·待二次揭示, WITHHELD 二次揭示逾期·待补掷信标,
 * SETTLED 替补与人员可定, VOID 作废.
 */
export type DrawStatus =
  | 'FROZEN'
  | 'OPENED'
  | 'REVEALED'
  | 'BEACON_SET'
  | 'DRAWN'
  | 'CONFIRMED'
  | 'WITHHELD'
  | 'SETTLED'
  | 'VOID';

/** Only a party outside the lead department may void, and only before the beacon. */
export type VoidReason =
  | 'REVEAL_DEADLINE'
  | 'UNWITNESSED'
  | 'FRAME_WRONG'
  | 'PARTY_UNABLE'
  | 'SECRET_LOST'
  | 'PROCEDURE_BROKEN';

export interface DrawParty {
  /** `[a-z0-9-]{1,32}`, goes into params.txt. */
  slug: string;
  label: string;
  accountId: Id;
  displayName: string;
  /** Not of the lead department: at least one is needed. */
  outside: boolean;
  committedAt: IsoInstant | null;
  /** 64 hex once committed. */
  commitment: string | null;
  secondCommitment: string | null;
  /** 64 hex: the key under which it committed, before that the one that counts for the account. */
  publicKey: string | null;
  keyFingerprint: string | null;
  /** 128 hex, over the commitments. */
  signature: string | null;
  revealedAt: IsoInstant | null;
  secondRevealedAt: IsoInstant | null;
  /** It let the deadline of the second reveal pass. */
  withheld: boolean;
  /** This party is the signed-in account. */
  mine: boolean;
}

export interface DrawQuota {
  tier: Tier | string;
  rows: number;
  eligible: number;
  ratio: number;
  quota: number;
  drawn: number | null;
}

/** An entry of the transparency log that belongs to this draw. */
export interface DrawLogEntry {
  index: number;
  /** OPENING, REVEAL, BEACON, RESULT, VERDICT, VOID, CONFIRMED, REVEAL2, WITHHELD, BEACON2, SUBST, MATCH. */
  kind: string;
  at: IsoInstant;
  digest: string;
}

/** Another draw of the same plan. */
export interface DrawRef {
  id: Id;
  drawNo: string;
}

export interface DrawDetail extends Aggregate<DrawStatus> {
  /** Agency-year-number without gaps; the `draw` of params.txt. */
  drawNo: string;
  planId: Id;
  planTitle: string;
  frameDigest: string;
  frameRoot: string;
  frameCount: number;
  excludedCount: number;
  /** Null for draws frozen before there was an audit, and void ones. */
  audit: ExclusionAuditCounts | null;
  /** Digest of xaudit.tsv, once computed. */
  auditDigest: string | null;
  reserveOrder: 'SECOND' | 'TICKET';
  audience: PlanAudience;
  parties: DrawParty[];
  quotas: DrawQuota[];
  /** e.g. `live:dice`; `none` for a draw without */
  beaconKind: string;
  beaconLabel: string;
  withoutBeacon: boolean;
  marks: DrawMark[];
  /** Null once the opening is made, and when there will be none. */
  witnessesAhead: WitnessesAhead | null;
  /** The round to be read now, e.g. `lottery:ssq:20260514`. */
  beaconRound: string | null;
  /** When that round becomes public. */
  beaconDueAt: IsoInstant | null;
  /** Where everybody finds it, in Chinese; null where that goes without saying. */
  beaconWhere: string | null;
  /** Until when it is to be read; null unless it is awaited and its time is known. */
  beaconDeadline: Deadline | null;
  /** No beacon before this moment. */
  beaconEarliest: IsoInstant | null;
  /** How long the opening has to stand before the beacon. */
  openingMinutes: number;
  /** Null without witnesses, before the opening and past the beacon. */
  witnessing: DrawWitnessing | null;
  beaconReadings: BeaconReadings;
  beaconText: string | null;
  secondDeadline: Deadline | null;
  /** Who may read the dice that take the place of a withheld second secret. */
  secondBeaconBy: string[];
  /** Until then two have to have read them alike. */
  secondBeaconDeadline: Deadline | null;
  secondBeaconReadings: BeaconReadings;
  secondBeaconText: string | null;
  secondBeaconAt: IsoInstant | null;
  /** Digest of params.txt, once opened. */
  opening: string | null;
  revealDeadline: IsoInstant | null;
  revealMinutes: number;
  seed: string | null;
  secondSeed: string | null;
  resultDigest: string | null;
  confirmedDigest: string | null;
  drawnCount: number | null;
  reserveCount: number | null;
  shortfall: number | null;
  /** Signed verdicts against the draw. */
  dissents: number;
  /** Number of the voided draw before this one. */
  prev: string | null;
  /** The same, to be opened. */
  repeats: DrawRef | null;
  /** The draw that repeats this void one. */
  repeatedBy: DrawRef | null;
  voidReason: VoidReason | null;
  voidReasonLabel: string | null;
  voidVotes: { by: string; reasonLabel: string; at: IsoInstant }[];
  frozenAt: IsoInstant;
  openedAt: IsoInstant | null;
  computedAt: IsoInstant | null;
  log: DrawLogEntry[];
}

export interface FreezeInput {
  parties: { slug: string; label: string; accountId: Id }[];
  revealMinutes: number;
  /** Basis points of the excluded, 1 to 10000. */
  auditShare: number;
  /** One of {@link BeaconOffer.choices}, e.g. `live:dice`. */
  beacon: string;
}

/** SUBSTITUTE: taken from the reserve after the second reveal. */
export type DrawRowKind = 'DRAWN' | 'RESERVE' | 'SUBSTITUTE';

export interface DrawRow {
  subjectId: Id | null;
  objectId: string;
  name: string;
  tier: Tier | string;
  rank: number;
  ticket: string;
  kind: DrawRowKind;
  /** Drop-out code when it fell away. */
  dropOutCode: string | null;
  /** The object this one stands in for. */
  substituteFor: string | null;
}

/** One value became another in so many objects; `-` is no tier. */
export interface FrameMove {
  from: string;
  to: string;
  objects: number;
}

/** OK 通过, LOOK 请核对, STOP 先处理. */
export type CheckLevel = 'OK' | 'LOOK' | 'STOP';

/** What is known before anyone commits. Holds tiers: for the planner of the lead department. */
export interface PreFreeze {
  planId: Id;
  /** Number of the void draw whose frame is taken over. */
  repeats: string | null;
  rows: number;
  eligible: number;
  previous: {
    drawNo: string;
    frozenAt: IsoInstant;
    sameScope: boolean;
    rows: number;
    added: number;
    removed: number;
    statusMoved: number;
    tierMoved: number;
    statusMoves: FrameMove[];
    tierMoves: FrameMove[];
  } | null;
  recentTierMoves: FrameMove[];
  tiers: {
    tier: string;
    rows: number;
    eligible: number;
    /** Basis points, as the draw applies them. */
    ratio: number;
    quota: number;
    reserve: number;
  }[];
  exclusions: { code: string; tier: string; objects: number }[];
  departments: {
    departmentId: Id;
    name: string;
    groupSize: number;
    /** With a certificate valid on the last day of the window. */
    officers: number;
    expired: number;
    expectedTasks: number;
    visitsEach: number | null;
    workingDays: number;
  }[];
  qualifications: {
    departmentId: Id;
    departmentName: string;
    code: string;
    name: string;
    items: number;
    expectedTasks: number;
    holders: number;
    visitsEach: number | null;
  }[];
  itemsWithoutObject: { itemVersionId: Id; name: string; departmentName: string }[];
  objectsWithoutItem: number;
  tierAsOf: string;
  earliestFreeze: string;
  checks: {
    key: string;
    title: string;
    level: CheckLevel;
    levelLabel: string;
    finding: string;
    advice: string | null;
  }[];
}

export const draws = {
  preFreeze: (planId: Id) => http.get<PreFreeze>(`/api/plans/${planId}/pre-freeze`),
  ofPlan: (planId: Id) => http.get<DrawDetail[]>(`/api/plans/${planId}/draws`),
  freeze: (planId: Id, input: FreezeInput) =>
    http.post<DrawDetail>(`/api/plans/${planId}/draws`, input),
  get: (id: Id) => http.get<DrawDetail>(`/api/draws/${id}`),
  beacons: () => http.get<BeaconOffer>('/api/draws/beacons'),
  /** `signature` 128 hex over `SSJ-PARTY-COMMIT-1|draw|party|first|second`. */
  commit: (id: Id, first: string, second: string, signature: string) =>
    http.post<DrawDetail>(`/api/draws/${id}/commit`, { first, second, signature }),
  open: (id: Id) => http.post<DrawDetail>(`/api/draws/${id}/open`, {}),
  /** `signature` 128 hex over `SSJ-PARTY-REVEAL-1|draw|party|round|secret`. */
  reveal: (id: Id, secret: string, signature: string) =>
    http.post<DrawDetail>(`/api/draws/${id}/reveal`, { secret, signature }),
  /** `confirmed`: a throw that was refused as `beacon-doubtful` was compared with the dice. */
  beacon: (id: Id, text: string, source: string | null, confirmed = false) =>
    http.post<DrawDetail>(`/api/draws/${id}/beacon`, { text, source, confirmed }),
  beaconFailed: (id: Id, source: string) =>
    http.post<DrawDetail>(`/api/draws/${id}/beacon-failed`, { source }),
  secondBeacon: (id: Id, text: string, confirmed = false) =>
    http.post<DrawDetail>(`/api/draws/${id}/second-beacon`, { text, confirmed }),
  compute: (id: Id) => http.post<DrawDetail>(`/api/draws/${id}/compute`, {}),
  revealSecond: (id: Id, secret: string, signature: string) =>
    http.post<DrawDetail>(`/api/draws/${id}/reveal-second`, { secret, signature }),
  void: (id: Id, reason: VoidReason) => http.post<DrawDetail>(`/api/draws/${id}/void`, { reason }),
  rows: (id: Id, query: ListQuery & { kind?: DrawRowKind }) =>
    http.get<Page<DrawRow>>(`/api/draws/${id}/rows`, query),
  frameUrl: (id: Id) => `/api/draws/${id}/frame.tsv`,
  paramsUrl: (id: Id) => `/api/draws/${id}/params.txt`,
  certificateUrl: (id: Id) => `/api/draws/${id}/certificate.zip`,
};
