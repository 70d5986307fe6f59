import { http } from './client';
import type { Id, IsoInstant, ListQuery, Page } from './common';

/** Names of the ten figures, in the order of the annex. */
export type Figure =
  | 'enterprises'
  | 'officerVisits'
  | 'departments'
  | 'items'
  | 'problemItems'
  | 'problemEnterprises'
  | 'orderedToCorrect'
  | 'abnormalListed'
  | 'casesFiled'
  | 'consultations';

/** The ten figures, counted live. */
export type Annex = Record<Figure, number> & {
  planId: Id;
  /** Comes from the plan, so that it cannot differ from it. */
  title: string;
  countedAt: IsoInstant;
  /** Visits that are not over and in none of the figures. */
  openVisits: number;
  /** What to say about them; empty when there are none. */
  remark?: string;
};

/** The rows behind one figure: `columns` name the cells, a cell may be null. */
export interface FigureRows extends Page<(string | number | null)[]> {
  columns: string[];
}

export interface Progress {
  planId: Id;
  /** In chain order. */
  steps: { key: string; label: string; done: number; total: number; overdue: number }[];
}

/** What is counted of an official. */
export type Duty =
  'PROPOSE_DROP_OUT' | 'APPROVE_DROP_OUT' | 'REPLACE_OFFICER' | 'LEAVE_SEAT' | 'RECUSE';

/** One official on a control chart; the limits are exact, given how often it happened to all. */
export interface ControlPoint {
  official: string;
  departmentId: Id;
  departmentName: string;
  cases: number;
  events: number;
  perMille: number;
  lower: number;
  upper: number;
  beyond: 'ABOVE' | 'BELOW' | null;
  /** Nobody to compare with. */
  alone: boolean;
}

export interface ControlChart {
  duty: Duty;
  label: string;
  casesLabel: string;
  eventsLabel: string;
  /** Of all officials of the region. */
  cases: number;
  events: number;
  points: ControlPoint[];
}

export interface ConductRow {
  official: string;
  departmentName: string;
  happened: boolean;
  what: string;
  code: string | null;
  reason: string | null;
  onDate: string | null;
}

export interface FairnessGroup {
  dimension: 'DISTRICT' | 'INDUSTRY' | 'AGE' | 'POSITION' | 'TIER';
  group: string;
  eligible: number;
  drawn: number;
  expected: number;
  /** p-value of this group alone. */
  chance: number;
  /** By Holm over all groups. */
  corrected: number;
}

/** Tiers included: for the supervisor. */
export interface FairnessTable {
  draws: number;
  eligible: number;
  drawn: number;
  groups: FairnessGroup[];
}

export const statistics = {
  controlCharts: () => http.get<ControlChart[]>('/api/control-charts'),
  conductRows: (
    query: ListQuery & { duty?: string; official?: string; departmentId?: number | string },
  ) => http.get<Page<ConductRow>>('/api/control-charts/rows', query),
  fairness: () => http.get<FairnessTable>('/api/fairness'),
  annex: (planId: Id) => http.get<Annex>(`/api/plans/${planId}/annex`),
  rows: (planId: Id, figure: Figure, query: ListQuery) =>
    http.get<FigureRows>(`/api/plans/${planId}/annex/${figure}/rows`, query),
  xlsxUrl: (planId: Id) => `/api/plans/${planId}/annex.xlsx`,
  docxUrl: (planId: Id) => `/api/plans/${planId}/annex.docx`,
  progress: (planId: Id) => http.get<Progress>(`/api/plans/${planId}/progress`),
};
