import { http } from './client';
import type {
  Aggregate,
  Deadline,
  Evidence,
  HistoryEntry,
  Id,
  IsoInstant,
  ListQuery,
  Page,
  Sha256,
} from './common';
import type { Measure } from './inspection';

/** OPEN 处置中, TRANSFERRED 已移送·待接收, RECEIVED 已移送·已接收, CLOSED 已办结, CANCELLED 已撤销 (with its result). */
export type FollowUpStatus = 'OPEN' | 'TRANSFERRED' | 'RECEIVED' | 'CLOSED' | 'CANCELLED';

export interface FollowUp extends Aggregate<FollowUpStatus> {
  planId: Id;
  planTitle: string;
  sectionId: Id;
  subjectId: Id;
  subjectName: string;
  creditCode: string | null;
  departmentId: Id;
  departmentName: string;
  kind: Measure;
  itemName: string;
  finding: string;
  deadline: Deadline | null;
  openedAt: IsoInstant;
  outcome: string | null;
  evidence: Evidence | null;
  closedBy: string | null;
  closedAt: IsoInstant | null;
  transferredTo: string | null;
  transferNote: string | null;
  /** Null in lists. */
  history: HistoryEntry[] | null;
}

export interface FollowUpQuery extends ListQuery {
  planId?: Id;
  departmentId?: Id;
  status?: FollowUpStatus;
  kind?: Measure;
}

export const followUps = {
  list: (query: FollowUpQuery) => http.get<Page<FollowUp>>('/api/follow-ups', query),
  get: (id: Id) => http.get<FollowUp>(`/api/follow-ups/${id}`),
  evidenceUrl: (id: Id) => `/api/follow-ups/${id}/evidence`,
  close: (id: Id, outcome: string, evidence: Sha256) =>
    http.post<FollowUp>(`/api/follow-ups/${id}/close`, { outcome, evidence }),
  transfer: (id: Id, toDepartmentId: Id, note: string) =>
    http.post<FollowUp>(`/api/follow-ups/${id}/transfer`, { toDepartmentId, note }),
  receive: (id: Id) => http.post<FollowUp>(`/api/follow-ups/${id}/receive`, {}),
};
