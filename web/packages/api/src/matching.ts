import { http } from './client';
import type { Aggregate, Id, IsoDate, IsoInstant, ListQuery, Page } from './common';

/** WAITING 待匹配, MATCHED 已匹配. One pool = one department of one draw. */
export interface Pool {
  /** Pool id in the draw, `[A-Z0-9._-]{1,32}`. */
  pool: string;
  drawId: Id;
  departmentId: Id;
  departmentName: string;
  groupSize: number;
  officers: number;
  officersWithValidCertificate: number;
  claimed: number;
  /** Still to claim. */
  unclaimed: number;
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
}

export interface Seat {
  seat: number;
  officerId: Id;
  officerNo: string;
  officerName: string;
  certificateNumber: string;
  certificateValidTo: IsoDate;
  replacedReason: string | null;
}

export interface Assistant {
  name: string;
  specialty: string;
  reason: string;
}

/** STAFFED 已编组, UNSTAFFED 未配齐, MANUAL_PROPOSED 人工指派待批准, MANUAL 人工指派（非随机）. */
export type GroupStatus = 'STAFFED' | 'UNSTAFFED' | 'MANUAL_PROPOSED' | 'MANUAL';

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
  manualReason: string | null;
  manualProposedBy: string | null;
  manualApprovedBy: string | null;
}

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
  replace: (id: Id, seat: number, reason: string) =>
    http.post<Group>(`/api/groups/${id}/replace`, { seat, reason }),
  staffManually: (id: Id, officerIds: Id[], reason: string) =>
    http.post<Group>(`/api/groups/${id}/staff-manually`, { officerIds, reason }),
  approveManual: (id: Id) => http.post<Group>(`/api/groups/${id}/approve-manual`, {}),
};
