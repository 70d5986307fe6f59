import { http } from './client';
import type {
  Aggregate,
  HistoryEntry,
  Id,
  IsoDate,
  IsoInstant,
  ListQuery,
  Page,
  Sha256,
} from './common';

/** ACTIVE 在岗, SUSPENDED 暂停执法, LEFT 离岗. */
export type OfficerStatus = 'ACTIVE' | 'SUSPENDED' | 'LEFT';
/** EXPIRING: at most 60 days left. */
export type CertificateState = 'VALID' | 'EXPIRING' | 'EXPIRED' | 'NONE';

export interface Certificate {
  id: Id;
  number: string;
  issuer: string | null;
  validFrom: IsoDate | null;
  validTo: IsoDate;
}

export interface OfficerRow extends Aggregate<OfficerStatus> {
  /** Immutable id used in the draw, e.g. YJ007. */
  officerNo: string;
  name: string;
  departmentId: Id;
  departmentName: string;
  post: string | null;
  /** Code list, e.g. `WHP` 危险化学品. */
  qualifications: Qualification[];
  certificateNumber: string | null;
  certificateValidTo: IsoDate | null;
  certificateState: CertificateState;
}

export interface Qualification {
  code: string;
  name: string;
}

export interface OfficerDetail extends OfficerRow {
  phone: string | null;
  certificates: Certificate[];
  recusals: Recusal[];
  history: HistoryEntry[];
}

export interface OfficerInput {
  name: string;
  departmentId: Id;
  post: string | null;
  phone: string | null;
  status: OfficerStatus;
  qualifications: string[];
  /** Sign-in name of his account, when he has one. */
  username?: string | null;
  reason?: string;
  version?: number;
}

export type CertificateInput = Omit<Certificate, 'id'>;

export interface OfficerQuery extends ListQuery {
  departmentId?: Id;
  qualification?: string;
  certificate?: 'VALID' | 'EXPIRING' | 'EXPIRED';
}

/** 回避: an officer who must not visit an object. Decided and undone by acts, never deleted. */
export interface Recusal extends Aggregate<'ACTIVE' | 'WITHDRAWN'> {
  officerId: Id;
  officerName: string;
  departmentName: string;
  subjectId: Id;
  subjectName: string;
  creditCode: string | null;
  /** RELATIVE 近亲属, INTEREST 利害关系, FORMER_POST 曾任职, OTHER 其他. */
  ground: RecusalGround;
  note: string;
  evidence: Sha256 | null;
  declaredBy: string;
  declaredAt: IsoInstant;
  withdrawnReason: string | null;
}

export type RecusalGround = 'RELATIVE' | 'INTEREST' | 'FORMER_POST' | 'OTHER';

export interface RecusalInput {
  /** Null when an officer declares for himself. */
  officerId: Id | null;
  subjectId: Id;
  ground: RecusalGround;
  note: string;
  evidence: Sha256 | null;
}

export interface RecusalQuery extends Omit<ListQuery, 'q'> {
  departmentId?: Id;
  officerId?: Id;
  status?: Recusal['status'];
}

export const officers = {
  list: (query: OfficerQuery) => http.get<Page<OfficerRow>>('/api/officers', query),
  get: (id: Id) => http.get<OfficerDetail>(`/api/officers/${id}`),
  create: (input: OfficerInput) => http.post<OfficerDetail>('/api/officers', input),
  update: (id: Id, input: OfficerInput) => http.put<OfficerDetail>(`/api/officers/${id}`, input),
  addCertificate: (id: Id, input: CertificateInput) =>
    http.post<OfficerDetail>(`/api/officers/${id}/certificates`, input),
  /** The code list of qualifications. */
  qualifications: () => http.get<Qualification[]>('/api/officers/qualifications'),
  recusals: (query: RecusalQuery) => http.get<Page<Recusal>>('/api/recusals', query),
  recuse: (input: RecusalInput) => http.post<Recusal>('/api/recusals', input),
  withdrawRecusal: (id: Id, reason: string) =>
    http.post<Recusal>(`/api/recusals/${id}/withdraw`, { reason }),
};
