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

/** ACTIVE 存续, CANCELLED 注销, REVOKED 吊销, MOVED 迁出. */
export type SubjectStatus = 'ACTIVE' | 'CANCELLED' | 'REVOKED' | 'MOVED';

export interface SubjectRow extends Aggregate<SubjectStatus> {
  creditCode: string;
  name: string;
  address: string;
  regionCode: string;
  /** 监管标签, e.g. 工贸, 危化. */
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
 * Which objects an item or a plan applies to: data, evaluated by the server.
 * `{all:true}`, or any of the labels (and none of the excluded ones), optionally only some statuses.
 */
export interface ObjectRule {
  all?: boolean;
  anyLabel?: string[];
  noneLabel?: string[];
  industryPrefix?: string[];
}

export interface RuleCount {
  count: number;
  byTier: TierCounts;
}

export const subjects = {
  list: (query: SubjectQuery) => http.get<Page<SubjectRow>>('/api/subjects', query),
  get: (id: Id) => http.get<SubjectDetail>(`/api/subjects/${id}`),
  create: (input: SubjectInput) => http.post<SubjectDetail>('/api/subjects', input),
  update: (id: Id, input: SubjectInput) => http.put<SubjectDetail>(`/api/subjects/${id}`, input),
  /** Labels in use with the number of objects that carry them. */
  labels: () => http.get<{ label: string; count: number }[]>('/api/subjects/labels'),
  countRule: (rule: ObjectRule) => http.post<RuleCount>('/api/object-rules/count', { rule }),
};
