import { http } from './client';
import type {
  Aggregate,
  Evidence,
  Id,
  IsoDate,
  IsoInstant,
  ListQuery,
  Page,
  Sha256,
} from './common';

/** WAITING 待匹配, MATCHED 已匹配. One pool = one department of one draw. */
export interface Pool {
  /** Pool id in the draw, `[A-Z0-9._-]{1,32}`. */
  pool: string;
  drawId: Id;
  departmentId: Id;
  departmentName: string;
  groupSize: number;
  lastDay: IsoDate;
  officers: number;
  officersWithValidCertificate: number;
  claimed: number;
  /** Still to claim. */
  unclaimed: number;
  /** Still to confirm. */
  undecided: number;
  warnings: string[];
  status: 'WAITING' | 'MATCHED';
  matchedAt: IsoInstant | null;
  staffed: number;
  unstaffed: number;
  allowedActions: string[];
}

/** Why a task got no officers: each count is contained in the one before. */
export interface Funnel {
  pool: number;
  certificate: number;
  afterRecusal: number;
  seat0: number;
  /** The four counts as one Chinese line, and what to do. */
  text: string;
  advice: string | null;
}

export interface Seat {
  seat: number;
  officerId: Id;
  officerCode: string;
  officerName: string;
  certificateNumber: string | null;
  certificateValidTo: IsoDate | null;
  replacedReason: string | null;
}

export interface Assistant {
  name: string;
  specialty: string;
  reason: string;
}

/** UNSTAFFED 未配齐, MANUAL_PROPOSED 人工指派待批准, STAFFED 已编组 (`manual`: not by the draw), DISSOLVED 已解除. */
export type GroupStatus = 'UNSTAFFED' | 'MANUAL_PROPOSED' | 'STAFFED' | 'DISSOLVED';

/** The officers of one department for one object. */
export interface Group extends Aggregate<GroupStatus> {
  planId: Id;
  drawId: Id;
  assignmentId: Id;
  departmentId: Id;
  departmentName: string;
  subjectId: Id;
  objectId: string;
  subjectName: string;
  requiredQualification: string | null;
  seats: Seat[];
  assistants: Assistant[];
  funnel: Funnel | null;
  manual: boolean;
  /** e.g. 人工指派（非随机）. */
  mark: string | null;
  warnings: string[];
  proposedOfficers: string[];
  manualReason: string | null;
  manualProposedBy: string | null;
  manualApprovedBy: string | null;
  replacing: Replacing | null;
}

/** A replacement that waits for approval. */
export interface Replacing {
  seat: number;
  officerName: string;
  code: ReplacementCode;
  codeLabel: string;
  reason: string;
  evidence: Evidence | null;
  proposedBy: string;
  proposedAt: IsoInstant;
}

/** Who could staff a group by hand, and why some cannot. */
export interface Candidate {
  officerId: Id;
  officerCode: string;
  officerName: string;
  departmentName: string;
  certificateValid: boolean;
  recused: boolean;
  qualified: boolean;
  load: number;
  eligible: boolean;
}

export type ReplacementCode = 'ILLNESS' | 'RECUSAL' | 'LEFT' | 'DUTY' | 'CERTIFICATE';

export interface GroupQuery extends ListQuery {
  planId?: Id;
  departmentId?: Id;
  status?: GroupStatus;
}

export const groups = {
  pools: (drawId: Id) => http.get<Pool[]>(`/api/draws/${drawId}/pools`),
  match: (drawId: Id, pool: string) =>
    http.post<Pool>(`/api/draws/${drawId}/pools/${encodeURIComponent(pool)}/match`, {}),
  list: (query: GroupQuery) => http.get<Page<Group>>('/api/groups', query),
  addAssistant: (id: Id, input: Assistant) =>
    http.post<Group>(`/api/groups/${id}/assistants`, input),
  candidates: (id: Id) => http.get<Candidate[]>(`/api/groups/${id}/candidates`),
  /** Proposes; the rule names the follower when somebody else has approved. */
  replace: (
    id: Id,
    input: { seat: number; code: ReplacementCode; reason: string; evidence: Sha256 | null },
  ) => http.post<Group>(`/api/groups/${id}/replace`, input),
  approveReplacement: (id: Id) => http.post<Group>(`/api/groups/${id}/approve-replacement`, {}),
  rejectReplacement: (id: Id, reason: string) =>
    http.post<Group>(`/api/groups/${id}/reject-replacement`, { reason }),
  replacementEvidenceUrl: (id: Id) => `/api/groups/${id}/replacement-evidence`,
  staffManually: (id: Id, officerIds: Id[], reason: string) =>
    http.post<Group>(`/api/groups/${id}/staff-manually`, { officerIds, reason }),
  rejectManual: (id: Id, reason: string) =>
    http.post<Group>(`/api/groups/${id}/reject-manual`, { reason }),
  approveManual: (id: Id) => http.post<Group>(`/api/groups/${id}/approve-manual`, {}),
};
