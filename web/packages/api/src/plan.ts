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
  Tier,
} from './common';
import type { ObjectRule } from './subject';

/** DRAFT 起草, SUBMITTED 待审批, APPROVED 已批准, CLOSED 已办结, CANCELLED 已撤销. A returned plan is DRAFT again; `frozen` once a draw began. */
export type PlanStatus = 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'CLOSED' | 'CANCELLED';

/** OVERALL 共计不低于, PER_TIER 各等级均不低于. */
export type FloorMode = 'OVERALL' | 'PER_TIER';

export type PublishStart = 'VISIT_FINISHED' | 'WINDOW_END';

/** OPEN: names at once. SEALED: names after the visits (§3.7). */
export type PlanMode = 'OPEN' | 'SEALED';

/** Who gets the full certificate: PUBLIC everybody, PARTIES parties and supervisors (§3.7). */
export type PlanAudience = 'PUBLIC' | 'PARTIES';

export interface PlanRow extends Aggregate<PlanStatus> {
  /** e.g. 2026-06: year and number within the year, given by the server. */
  planNo: string;
  year: number;
  /** 第几次, within the year. */
  number: number;
  title: string;
  leadDepartmentId: Id;
  leadDepartmentName: string;
  departmentCount: number;
  itemCount: number;
  from: IsoDate;
  to: IsoDate;
  /** The roster is frozen: a draw began. */
  frozen: boolean;
}

export interface PlanItem {
  itemId: Id;
  itemVersion: number;
  itemVersionId: Id;
  code: string;
  name: string;
  itemClass: 'GENERAL' | 'KEY';
}

export interface PlanDepartment {
  departmentId: Id;
  departmentName: string;
  lead: boolean;
  /** Officers per group, at least 2. */
  groupSize: number;
  items: PlanItem[];
}

/** Ratios in basis points (300 = 3 %). */
export interface PlanRatio {
  byTier: Record<Tier, number>;
  floorMode: FloorMode;
  /** Of the base: overall, or for each tier, by `floorMode`. */
  floor: number;
  /** Reserve, of a tier's quota. */
  reserve: number;
  /** `ALL`: exclusions do not shrink the obligation (default). */
  base: 'ALL' | 'ELIGIBLE';
}

export interface PlanDetail extends PlanRow {
  /** Words of 实施方案's opening paragraph as they stand there; may be empty. */
  basis: string;
  /** Names of the documents the plan rests on, one each, without title marks. */
  basisDocuments: string[];
  scope: ObjectRule;
  /** Chinese description of the scope, as the document prints it. */
  scopeText: string;
  departments: PlanDepartment[];
  ratio: PlanRatio;
  /** Which grading, and its day: at least 7 days before the freeze. */
  tierScheme: string;
  tierAsOf: IsoDate;
  /** When the clock of publication starts: each visit's end, or the end of the window. */
  publishStart: PublishStart;
  mode: PlanMode;
  audience: PlanAudience;
  /** Confirm, publish, follow up: working days. */
  confirmWorkingDays: number;
  publishWorkingDays: number;
  followUpWorkingDays: number;
  createdBy: string;
  submittedBy: string | null;
  submittedAt: IsoInstant | null;
  approvedBy: string | null;
  approvedAt: IsoInstant | null;
  returnReason: string | null;
  exclusionCount: number;
  history: HistoryEntry[];
}

export interface PlanInput {
  year: number;
  number: number;
  from: IsoDate;
  to: IsoDate;
  basis: string;
  basisDocuments: string[];
  scope: ObjectRule;
  departments: { departmentId: Id; groupSize: number; itemIds: Id[] }[];
  ratio: PlanRatio;
  tierAsOf: IsoDate | null;
  publishStart: PublishStart;
  mode: PlanMode;
  audience: PlanAudience;
  scopeText: string | null;
  /** Required by PUT. */
  version?: number;
}

export interface PlanPreviewTier {
  tier: string;
  total: number;
  eligible: number;
  excluded: number;
  ratio: number | null;
  quota: number;
  reserve: number;
}

/** What the draw would take today. */
export interface PlanPreview {
  tiers: PlanPreviewTier[];
  total: number;
  quota: number;
  floorCount: number;
  /** Missing to the floor when every tier is full. */
  shortfall: number;
  departments: {
    departmentId: Id;
    departmentName: string;
    applicableObjects: number;
    officers: number;
    officersWithValidCertificate: number;
    recusals: number;
  }[];
  /** Items that apply to no object of the scope. */
  itemsWithoutObject: { itemId: Id; code: string; name: string; departmentName: string }[];
  /** Chinese; each says what to do. */
  warnings: string[];
}

export type ExclusionCode = 'X01' | 'X02' | 'X03' | 'X04' | 'X05' | 'X06' | 'X07';

/** An object that stays in the frame but cannot be drawn. */
export interface Exclusion extends Aggregate<'PROPOSED' | 'APPROVED' | 'REJECTED'> {
  objectId: string;
  subjectName: string;
  creditCode: string | null;
  code: ExclusionCode;
  note: string;
  evidence: Sha256 | null;
  departmentName: string;
  proposedBy: string;
  proposedAt: IsoInstant | null;
  decidedBy: string | null;
  decidedAt: IsoInstant | null;
  decisionReason: string | null;
}

export interface ExclusionInput {
  /** Draw id, normally the credit code. */
  objectId: string;
  code: ExclusionCode;
  note: string;
  evidence: Sha256 | null;
}

export interface PlanQuery extends ListQuery {
  year?: number;
  status?: PlanStatus;
}

/** `version` is the one read last: a lost update is refused. */
export const plans = {
  list: (query: PlanQuery) => http.get<Page<PlanRow>>('/api/plans', query),
  get: (id: Id) => http.get<PlanDetail>(`/api/plans/${id}`),
  create: (input: PlanInput) => http.post<PlanDetail>('/api/plans', input),
  update: (id: Id, input: PlanInput) => http.put<PlanDetail>(`/api/plans/${id}`, input),
  submit: (id: Id, version: number) =>
    http.post<PlanDetail>(`/api/plans/${id}/submit`, { version }),
  approve: (id: Id, version: number, note: string) =>
    http.post<PlanDetail>(`/api/plans/${id}/approve`, { version, note }),
  return: (id: Id, version: number, reason: string) =>
    http.post<PlanDetail>(`/api/plans/${id}/return`, { version, reason }),
  cancel: (id: Id, version: number, reason: string) =>
    http.post<PlanDetail>(`/api/plans/${id}/cancel`, { version, reason }),
  close: (id: Id, version: number) => http.post<PlanDetail>(`/api/plans/${id}/close`, { version }),
  preview: (id: Id) => http.get<PlanPreview>(`/api/plans/${id}/preview`),
  documentUrl: (id: Id) => `/api/plans/${id}/document.docx`,
  exclusions: (id: Id, query: ListQuery & { status?: Exclusion['status'] }) =>
    http.get<Page<Exclusion>>(`/api/plans/${id}/exclusions`, query),
  exclude: (id: Id, input: ExclusionInput) =>
    http.post<Exclusion>(`/api/plans/${id}/exclusions`, input),
  approveExclusion: (id: Id) => http.post<Exclusion>(`/api/exclusions/${id}/approve`, {}),
  rejectExclusion: (id: Id, reason: string) =>
    http.post<Exclusion>(`/api/exclusions/${id}/reject`, { reason }),
};
