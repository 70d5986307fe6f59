import { http } from './client';
import type {
  Aggregate,
  HistoryEntry,
  Id,
  IsoDate,
  ListQuery,
  Page,
  Tier,
  TierCounts,
} from './common';

/** ACTIVE 存续, CANCELLED 注销, REVOKED 吊销, MOVED_OUT 迁出. */
export type SubjectStatus = 'ACTIVE' | 'CANCELLED' | 'REVOKED' | 'MOVED_OUT';

export interface SubjectRow extends Aggregate<SubjectStatus> {
  creditCode: string;
  name: string;
  address: string;
  regionCode: string;
  /** Codes of 监管标签, e.g. WEIHUA; names by `labels()`. */
  labels: string[];
  /** Null for roles that may not see it. */
  tier: Tier | null;
}

/** A name with the days on which it held. */
export interface DatedName {
  name: string;
  from: IsoDate;
  to: IsoDate | null;
}

export interface SubjectDetail extends SubjectRow {
  /** Ids that never change: the draw uses `drawId` (normally the credit code). */
  drawId: string;
  industryCode: string | null;
  industryName: string | null;
  subjectType: string | null;
  registeredOn: IsoDate | null;
  legalRepresentative: string | null;
  /** Masked unless the role may see it. */
  contactPhone: string | null;
  tierAsOf: IsoDate | null;
  names: DatedName[];
  history: HistoryEntry[];
}

export interface SubjectInput {
  creditCode: string;
  name: string;
  address: string;
  status: SubjectStatus;
  labels: string[];
  tier: Tier | null;
  tierAsOf: IsoDate | null;
  industryCode: string | null;
  industryName: string | null;
  subjectType: string | null;
  registeredOn: IsoDate | null;
  legalRepresentative: string | null;
  contactPhone: string | null;
  /** Why the row is changed; required by PUT. */
  reason?: string;
  /** Required by PUT. */
  version?: number;
}

export interface SubjectQuery extends ListQuery {
  label?: string;
  tier?: Tier;
  status?: SubjectStatus;
}

/**
 * A rule about objects as data, evaluated by the server only: the live count, the freeze and the sheet
 * use one evaluator. `industry` is a prefix of GB/T 4754.
 */
export type ObjectRule =
  | { always: true }
  | { label: string }
  | { industry: string }
  | { kind: string }
  | { all: ObjectRule[] }
  | { any: ObjectRule[] }
  | { not: ObjectRule };

export interface RuleCount {
  count: number;
  /** `-` for objects without a tier. */
  byTier: TierCounts;
}

/** A regulatory label. */
export interface Label {
  code: string;
  name: string;
}

export const subjects = {
  list: (query: SubjectQuery) => http.get<Page<SubjectRow>>('/api/subjects', query),
  get: (id: Id) => http.get<SubjectDetail>(`/api/subjects/${id}`),
  create: (input: SubjectInput) => http.post<SubjectDetail>('/api/subjects', input),
  update: (id: Id, input: SubjectInput) => http.put<SubjectDetail>(`/api/subjects/${id}`, input),
  /** 监管标签 in force. */
  labels: () => http.get<Label[]>('/api/subjects/labels'),
  countRule: (rule: ObjectRule) => http.post<RuleCount>('/api/object-rules/count', { rule }),
};
