import { http } from './client';
import type {
  Aggregate,
  Deadline,
  Evidence,
  HistoryEntry,
  Id,
  IsoDate,
  IsoInstant,
  ListQuery,
  Page,
  Sha256,
} from './common';
import type { BulkResult } from './dispatch';
import type { Assistant } from './matching';

/**
 * PLANNED 待安排, SCHEDULED 已排期，待报批, APPROVAL_REQUESTED 待审批, APPROVED 已批准, NOTIFIED 已通知, APPROVAL_OWED 先行检查·待补批,
 * IN_PROGRESS 检查中, FINISHED 现场已结束, CANCELLED 已取消.
 * One visit = one enterprise × all departments (进一次门).
 */
export type VisitStatus =
  | 'PLANNED'
  | 'SCHEDULED'
  | 'APPROVAL_REQUESTED'
  | 'APPROVED'
  | 'NOTIFIED'
  | 'APPROVAL_OWED'
  | 'IN_PROGRESS'
  | 'FINISHED'
  | 'CANCELLED';

/** How a finished visit went. UNREACHABLE 无法联系: two attempts, no results, no signature. */
export type VisitOutcome = 'INSPECTED' | 'UNREACHABLE';

/** OPEN 待提交, SUBMITTED 待审核, RETURNED 已退回, PUBLISHED 已公示, CANCELLED 已取消. One section = one department's part of the sheet. */
export type SectionStatus = 'OPEN' | 'SUBMITTED' | 'RETURNED' | 'PUBLISHED' | 'CANCELLED';

/** NO_PROBLEM 未发现问题, PROBLEM 发现问题, NOT_CHECKED 未检查, ABSENT_WITH_REASON 合理缺项. */
export type Outcome = 'NO_PROBLEM' | 'PROBLEM' | 'NOT_CHECKED' | 'ABSENT_WITH_REASON';

/** ORDER_CORRECTION 责令改正, ABNORMAL_LIST 列入异常建议, CASE_CLUE 立案线索, TRANSFER 移送. */
export type Measure = 'ORDER_CORRECTION' | 'ABNORMAL_LIST' | 'CASE_CLUE' | 'TRANSFER';

export interface VisitRow extends Aggregate<VisitStatus> {
  /** Code printed on the sheet, e.g. 130111-2026-06-0007. */
  sheetNo: string;
  planId: Id;
  planTitle: string;
  drawId: Id;
  subjectId: Id;
  objectId: string;
  subjectName: string;
  address: string | null;
  departmentNames: string[];
  leadDepartmentId: Id;
  scheduledOn: IsoDate | null;
  /** What to mind about the day, e.g. that it is no working day. */
  scheduleHint: string | null;
  noticeNo: string | null;
  outcome: VisitOutcome | null;
  /** The signed-in officer sits in one of its groups. */
  mine: boolean;
  /** Status of the section of the signed-in account's department; null when it has none. */
  mySectionStatus: SectionStatus | null;
  /** The nearest clock of its sections, or that of the approval owed. */
  deadline: Deadline | null;
  /** A returned section turned worse than what the enterprise signed: it signs again. */
  acknowledgementOutdated: boolean;
}

/** An officer as the sheet names him; the certificate is the one of that day. */
export interface Member {
  seat: number;
  officerId: Id;
  officerNo: string;
  officerName: string;
  username: string | null;
  certificateNumber: string | null;
  certificateValidTo: IsoDate | null;
}

/** A specialist who helps; never counts as an officer. */
export type Helper = Pick<Assistant, 'name' | 'specialty'>;

/** The officers of one department at this visit, with the certificate to show. */
export interface VisitGroup {
  groupId: Id;
  departmentId: Id;
  departmentName: string;
  lead: boolean;
  seats: Member[];
  assistants: Helper[];
}

export interface ItemResult {
  itemId: Id;
  itemVersionId: Id;
  itemVersion: number;
  code: string;
  name: string;
  /** What is looked at, in order. */
  content: string[];
  legalBasis: string | null;
  method: string | null;
  outcome: Outcome | null;
  /** PROBLEM: what was found. */
  finding: string | null;
  /** PROBLEM: how it was handled on the spot, in words. */
  handling: string | null;
  /** PROBLEM: what follows. */
  measure: Measure | null;
  /** NOT_CHECKED, ABSENT_WITH_REASON: why. */
  reason: string | null;
  evidence: Evidence[];
  /** 0 while there is no answer; each later answer counts one more. */
  revision: number;
  recordedBy: string | null;
  recordedAt: IsoInstant | null;
}

export interface Section extends Aggregate<SectionStatus> {
  visitId: Id;
  sheetNo: string;
  visitStatus: VisitStatus;
  visitOutcome: VisitOutcome | null;
  scheduledOn: IsoDate | null;
  planId: Id;
  planTitle: string;
  subjectId: Id;
  objectId: string;
  subjectName: string;
  departmentId: Id;
  departmentName: string;
  itemCount: number;
  problemCount: number;
  /** Items without outcome. */
  missingCount: number;
  /** The signed-in officer holds a seat in it. */
  mine: boolean;
  /** Who handed it in. */
  filledBy: string | null;
  submittedAt: IsoInstant | null;
  reviewedBy: string | null;
  returnReason: string | null;
  publishedAt: IsoInstant | null;
  deadline: Deadline | null;
  members: Member[];
  assistants: Helper[];
  /** Null in lists. */
  results: ItemResult[] | null;
  /** Null in lists and inside a visit. */
  history: HistoryEntry[] | null;
}

export interface Consultation {
  id: Id;
  question: string;
  answer: string;
  by: string;
  at: IsoInstant;
}

export interface Signature {
  signerName: string;
  signerRole: string;
  at: IsoInstant;
  imageSha256: Sha256;
}

export interface Refusal {
  reason: string;
  witnessName: string;
  at: IsoInstant;
}

/** Two are needed before 无法联系 is recorded. */
export interface ContactAttempt {
  at: IsoInstant;
  note: string;
  /** A photo of each. */
  evidence: Sha256;
}

export interface VisitDetail extends VisitRow {
  /** Typed (or scanned) at check-in. Only for those who print the sheet: officers read it off the paper. */
  sheetCode: string | null;
  /** Likewise; the enterprise's own page is `/e/{enterpriseCode}`. */
  enterpriseCode: string | null;
  creditCode: string | null;
  legalRepresentative: string | null;
  approvalBasis: string | null;
  approvalReturnReason: string | null;
  requestedBy: string | null;
  approvedBy: string | null;
  approvedAt: IsoInstant | null;
  /** The visit began before its approval. */
  urgentReason: string | null;
  notifiedAt: IsoInstant | null;
  checkIns: {
    officerNo: string;
    certificateNumber: string;
    officerName: string;
    at: IsoInstant;
    latitude: number | null;
    longitude: number | null;
  }[];
  groups: VisitGroup[];
  sections: Section[];
  consultations: Consultation[];
  signature: Signature | null;
  refusal: Refusal | null;
  attempts: ContactAttempt[];
  finishedAt: IsoInstant | null;
  history: HistoryEntry[];
}

/** What the enterprise scans at its gate to see that it was really drawn; for the officers of the visit. */
export interface DoorCode {
  drawNo: string;
  /** It holds the enterprise's own proof; otherwise it leads to what is public. */
  proof: boolean;
  address: string;
  /** The code as a data URL. */
  qr: string;
  /** What it proves and where that is checked. */
  sentence: string;
}

export interface VisitQuery extends ListQuery {
  planId?: Id;
  departmentId?: Id;
  status?: VisitStatus;
  mine?: boolean;
}

export interface SectionQuery extends ListQuery {
  planId?: Id;
  status?: SectionStatus;
  departmentId?: Id;
}

export interface ResultInput {
  itemVersionId: Id;
  outcome: Outcome;
  finding?: string | null;
  handling?: string | null;
  measure?: Measure | null;
  reason?: string | null;
  evidence?: Sha256[];
}

/** Every write of an officer carries a UUID made on the phone: the same id twice is one act. */
export interface ClientWrite {
  clientId: string;
}

export interface ArrivalInput {
  sheetCode: string;
  latitude: number | null;
  longitude: number | null;
  /** Numbers of the officers at the gate; at least two per department. */
  officers: string[];
  /** Why it is not the day of the notice; null on that day. */
  otherDayReason: string | null;
}

export const visits = {
  list: (query: VisitQuery) => http.get<Page<VisitRow>>('/api/visits', query),
  get: (id: Id) => http.get<VisitDetail>(`/api/visits/${id}`),
  schedule: (id: Id, on: IsoDate) => http.post<VisitDetail>(`/api/visits/${id}/schedule`, { on }),
  requestApproval: (id: Id, basis: string) =>
    http.post<VisitDetail>(`/api/visits/${id}/request-approval`, { basis }),
  approve: (id: Id) => http.post<VisitDetail>(`/api/visits/${id}/approve`, {}),
  return: (id: Id, reason: string) =>
    http.post<VisitDetail>(`/api/visits/${id}/return`, { reason }),
  startUrgently: (id: Id, reason: string) =>
    http.post<VisitDetail>(`/api/visits/${id}/start-urgently`, { reason }),
  scheduleAll: (ids: Id[], on: IsoDate) =>
    http.post<BulkResult>('/api/visits/schedule', { ids, on }),
  requestApprovalAll: (ids: Id[], basis: string) =>
    http.post<BulkResult>('/api/visits/request-approval', { ids, basis }),
  approveAll: (ids: Id[]) => http.post<BulkResult>('/api/visits/approve', { ids }),
  notifyAll: (ids: Id[]) => http.post<BulkResult>('/api/visits/notify', { ids }),
  notify: (id: Id) => http.post<VisitDetail>(`/api/visits/${id}/notify`, {}),
  doorCode: (id: Id) => http.get<DoorCode>(`/api/visits/${id}/door-code`),
  noticeUrl: (id: Id) => `/api/visits/${id}/notice.pdf`,
  sheetUrl: (id: Id) => `/api/visits/${id}/sheet.pdf`,
  checkIn: (id: Id, input: ArrivalInput & ClientWrite) =>
    http.post<VisitDetail>(`/api/visits/${id}/check-in`, input),
  consult: (id: Id, input: { question: string; answer: string } & ClientWrite) =>
    http.post<VisitDetail>(`/api/visits/${id}/consultations`, input),
  /** `image`: PNG as a data URL (`data:image/png;base64,…`). */
  sign: (id: Id, input: { signerName: string; signerRole: string; image: string } & ClientWrite) =>
    http.post<VisitDetail>(`/api/visits/${id}/signature`, input),
  refuse: (id: Id, input: { reason: string; witnessName: string } & ClientWrite) =>
    http.post<VisitDetail>(`/api/visits/${id}/refusal`, input),
  unreachable: (id: Id, input: { attempts: ContactAttempt[] } & ClientWrite) =>
    http.post<VisitDetail>(`/api/visits/${id}/unreachable`, input),
  finish: (id: Id, input: ClientWrite) => http.post<VisitDetail>(`/api/visits/${id}/finish`, input),
};

export const sections = {
  list: (query: SectionQuery) => http.get<Page<Section>>('/api/sections', query),
  get: (id: Id) => http.get<Section>(`/api/sections/${id}`),
  evidenceUrl: (id: Id, sha256: Sha256) => `/api/sections/${id}/evidence/${sha256}`,
  /** Replaces the results of the named items; others stay. */
  saveResults: (id: Id, input: { results: ResultInput[]; version: number } & ClientWrite) =>
    http.put<Section>(`/api/sections/${id}/results`, input),
  submit: (id: Id, input: ClientWrite) => http.post<Section>(`/api/sections/${id}/submit`, input),
  return: (id: Id, reason: string) => http.post<Section>(`/api/sections/${id}/return`, { reason }),
  publish: (id: Id) => http.post<Section>(`/api/sections/${id}/publish`, {}),
};
