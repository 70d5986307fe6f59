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

export const statistics = {
  annex: (planId: Id) => http.get<Annex>(`/api/plans/${planId}/annex`),
  rows: (planId: Id, figure: Figure, query: ListQuery) =>
    http.get<FigureRows>(`/api/plans/${planId}/annex/${figure}/rows`, query),
  xlsxUrl: (planId: Id) => `/api/plans/${planId}/annex.xlsx`,
  docxUrl: (planId: Id) => `/api/plans/${planId}/annex.docx`,
  progress: (planId: Id) => http.get<Progress>(`/api/plans/${planId}/progress`),
};
