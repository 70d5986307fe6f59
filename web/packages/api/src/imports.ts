import { http } from './client';
import type { Id } from './common';

export type ImportTarget = 'subjects' | 'officers' | 'items';

export interface ImportError {
  sheet: string;
  /** Row number as Excel shows it. */
  row: number;
  column: string;
  reason: string;
}

/** What an uploaded workbook would do. Nothing is written until it is committed. */
export interface ImportReport {
  id: Id;
  status: 'STAGED' | 'COMMITTED' | 'CANCELLED';
  fileName: string;
  rows: number;
  good: number;
  bad: number;
  new: number;
  changed: number;
  unchanged: number;
  /** At most the first 500; all of them are in report.xlsx. */
  errors: ImportError[];
  /** Taken all the same, but worth a look. */
  warnings?: ImportError[];
}

export const imports = {
  templateUrl: (target: ImportTarget) => `/api/${target}/import-template`,
  reportUrl: (target: ImportTarget, id: Id) => `/api/${target}/imports/${id}/report.xlsx`,
  stage: (target: ImportTarget, file: File) =>
    http.upload<ImportReport>(`/api/${target}/imports`, file),
  report: (target: ImportTarget, id: Id) => http.get<ImportReport>(`/api/${target}/imports/${id}`),
  /** `acceptGoodRows` must be true when there are bad rows, else the server refuses. */
  commit: (target: ImportTarget, id: Id, acceptGoodRows: boolean) =>
    http.post<ImportReport>(`/api/${target}/imports/${id}/commit`, { acceptGoodRows }),
  cancel: (target: ImportTarget, id: Id) => http.delete(`/api/${target}/imports/${id}`),
};
