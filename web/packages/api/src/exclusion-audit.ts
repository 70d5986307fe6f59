import { http } from './client';
import type { Aggregate, Deadline, Id, IsoInstant, ListQuery, Page } from './common';
import type { ExclusionCode } from './plan';

/** OPEN 待查核, UPHELD 排除成立, REFUTED 排除不成立. */
export type ExclusionAuditStatus = 'OPEN' | 'UPHELD' | 'REFUTED';

/** The audit of a draw's exclusions in counts, as everybody may see it. */
export interface ExclusionAuditCounts {
  /** Basis points of the excluded of each reason; at least one of each. */
  share: number;
  sampled: number;
  /** Which ones is known. */
  drawn: boolean;
  upheld: number;
  refuted: number;
}

/** One sampled exclusion. */
export interface AuditedExclusion extends Omit<Aggregate<ExclusionAuditStatus>, 'version'> {
  drawId: Id;
  drawNo: string;
  planTitle: string;
  code: ExclusionCode;
  rank: number;
  objectId: string;
  subjectName: string;
  creditCode: string | null;
  /** For people who may read requests to exclude. */
  reason: string | null;
  hasEvidence: boolean;
  /** Null when the exclusion follows from the directories. */
  proposedBy: string | null;
  decidedBy: string | null;
  decidedAt: IsoInstant | null;
  /** For the same people. */
  note: string | null;
  foundBy: string | null;
  foundAt: IsoInstant | null;
  /** Of the whole sample of the draw; null for draws before there was one. */
  deadline: Deadline | null;
}

export const exclusionAudits = {
  list: (query: ListQuery & { drawId?: Id; status?: ExclusionAuditStatus }) =>
    http.get<Page<AuditedExclusion>>('/api/exclusion-audits', query),
  uphold: (id: Id, note: string) =>
    http.post<AuditedExclusion>(`/api/exclusion-audits/${id}/uphold`, { note }),
  refute: (id: Id, note: string) =>
    http.post<AuditedExclusion>(`/api/exclusion-audits/${id}/refute`, { note }),
  evidenceUrl: (id: Id) => `/api/exclusion-audits/${id}/evidence`,
  sampleUrl: (drawId: Id) => `/api/draws/${drawId}/xaudit.tsv`,
};
