import { http } from './client';
import type {
  Aggregate,
  Deadline,
  Evidence,
  Id,
  IsoInstant,
  ListQuery,
  Page,
  Sha256,
} from './common';

/**
 * DISPATCHED 待比对确认, CONFIRMED 已确认，待认领, CLAIMED 已认领，待匹配, STAFFED 已编组, NOT_APPLICABLE 无此业务, DROPPED 对象已退出.
 * One assignment = one department × one drawn object.
 */
export type AssignmentStatus =
  'DISPATCHED' | 'CONFIRMED' | 'CLAIMED' | 'STAFFED' | 'NOT_APPLICABLE' | 'DROPPED';

export interface AssignmentRow extends Aggregate<AssignmentStatus> {
  planId: Id;
  planTitle: string;
  drawId: Id;
  departmentId: Id;
  departmentName: string;
  subjectId: Id;
  objectId: string;
  subjectName: string;
  address: string | null;
  /** Items of this department that apply to the object. */
  itemCount: number;
  substitute: boolean;
  deadline: Deadline | null;
  confirmedAt: IsoInstant | null;
  claimedAt: IsoInstant | null;
}

export interface AssignmentDetail extends AssignmentRow {
  items: { itemVersionId: Id; code: string; name: string }[];
  notApplicableReason: string | null;
  notApplicableEvidence: Evidence | null;
  confirmedBy: string | null;
  claimedBy: string | null;
}

/** S1 注销, S2 无法联系, S3 不可抗力, S4 重复, S5 不属本辖区. */
export type DropOutCode = 'S1' | 'S2' | 'S3' | 'S4' | 'S5';

export interface DropOut extends Aggregate<
  'PROPOSED' | 'FIRST_APPROVED' | 'APPROVED' | 'REJECTED'
> {
  drawId: Id;
  objectId: string;
  subjectName: string;
  code: DropOutCode;
  reason: string;
  evidence: Evidence | null;
  /** When and how the object was sought; empty where the code asks for none. */
  attempts: { at: IsoInstant; note: string }[];
  departmentName: string;
  proposedBy: string;
  proposedAt: IsoInstant;
  /** Two different people; both must agree. */
  approvals: { by: string; at: IsoInstant }[];
  rejectedBy: string | null;
  rejectedReason: string | null;
  /** Name of the substitute once the second secrets are known. */
  substituteName: string | null;
}

export interface DropOutInput {
  /** `objectId` of the draw, i.e. normally the credit code. */
  objectId: string;
  code: DropOutCode;
  reason: string;
  evidence: Sha256;
  /** S2 needs two. */
  attempts?: { at: string; note: string }[];
}

/** Where the confirmation of a draw stands. */
export interface DispatchProgress {
  drawId: Id;
  planId: Id;
  dispatchedAt: IsoInstant | null;
  closedAt: IsoInstant | null;
  closedBy: string | null;
  secondSeedKnown: boolean;
  departments: {
    departmentId: Id;
    departmentName: string;
    dispatched: number;
    confirmed: number;
    claimed: number;
    staffed: number;
    notApplicable: number;
    dropped: number;
    total: number;
  }[];
  undecidedDropOuts: number;
  withoutItems: { objectId: string; subjectName: string; source: string }[];
  allowedActions: string[];
}

export interface AssignmentQuery extends ListQuery {
  planId?: Id;
  drawId?: Id;
  departmentId?: Id;
  status?: AssignmentStatus;
}

/** One answer per id of a bulk act: refused ones say why, the others are done. */
export interface BulkResult {
  done: Id[];
  refused: { id: Id; detail: string }[];
}

export const assignments = {
  list: (query: AssignmentQuery) => http.get<Page<AssignmentRow>>('/api/assignments', query),
  get: (id: Id) => http.get<AssignmentDetail>(`/api/assignments/${id}`),
  confirm: (id: Id) => http.post<AssignmentDetail>(`/api/assignments/${id}/confirm`, {}),
  confirmAll: (ids: Id[]) => http.post<BulkResult>('/api/assignments/confirm', { ids }),
  notApplicable: (id: Id, reason: string, evidence: Sha256 | null) =>
    http.post<AssignmentDetail>(`/api/assignments/${id}/not-applicable`, { reason, evidence }),
  claim: (id: Id) => http.post<AssignmentDetail>(`/api/assignments/${id}/claim`, {}),
  claimAll: (ids: Id[]) => http.post<BulkResult>('/api/assignments/claim', { ids }),
  progress: (drawId: Id) => http.get<DispatchProgress>(`/api/draws/${drawId}/dispatch`),
  evidenceUrl: (id: Id) => `/api/assignments/${id}/evidence`,
  dropOutEvidenceUrl: (id: Id) => `/api/drop-outs/${id}/evidence`,
  /** Not paged: a draw has few. */
  dropOuts: (drawId: Id) => http.get<DropOut[]>(`/api/draws/${drawId}/drop-outs`),
  proposeDropOut: (drawId: Id, input: DropOutInput) =>
    http.post<DropOut>(`/api/draws/${drawId}/drop-outs`, input),
  approveDropOut: (id: Id) => http.post<DropOut>(`/api/drop-outs/${id}/approve`, {}),
  rejectDropOut: (id: Id, reason: string) =>
    http.post<DropOut>(`/api/drop-outs/${id}/reject`, { reason }),
  closeConfirmations: (drawId: Id) =>
    http.post<unknown>(`/api/draws/${drawId}/close-confirmations`, {}),
};
