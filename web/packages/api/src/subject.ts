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
  creditCode: string | null;
  name: string;
  address: string | null;
  regionCode: string;
  kind: SubjectKind;
  kindLabel: string;
  labels: Label[];
  legalRepresentative: string | null;
  establishedOn: IsoDate | null;
  industryCode: string | null;
  /** Immutable identity in every draw, normally the credit code. */
  drawId: string;
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
  tierAsOf: IsoDate | null;
  warnings: string[];
  names: DatedName[];
  history: HistoryEntry[];
}

export type SubjectKind =
  'ENTERPRISE' | 'SOLE_TRADER' | 'COOPERATIVE' | 'PROJECT' | 'PRODUCT' | 'SITE' | 'INSTITUTION';

export interface SubjectInput {
  kind: SubjectKind;
  creditCode: string | null;
  name: string;
  address: string | null;
  status: SubjectStatus;
  /** Codes. */
  labels: string[];
  tier: Tier | null;
  tierAsOf: IsoDate | null;
  industryCode: string | null;
  legalRepresentative: string | null;
  establishedOn: IsoDate | null;
  /** Since when the change holds; today when absent. */
  validFrom?: IsoDate | null;
  /** Where the change comes from, e.g. a document. */
  source?: string | null;
  /** Why the row is changed; required by PUT. */
  reason?: string;
  /** Required by PUT. */
  version?: number;
}

export interface SubjectQuery extends ListQuery {
  /** Code. */
  label?: string;
  kind?: SubjectKind;
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

/** A regulatory label, with the number of objects that carry it where it is counted. */
export interface Label {
  code: string;
  name: string;
  count?: number;
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
