import { http } from './client';
import type { Id, IsoDate, IsoInstant, ListQuery, Page } from './common';

export type LedgerTree = 'draw' | 'audit';

export interface Checkpoint {
  tree: LedgerTree;
  size: number;
  root: string;
  /** C2SP checkpoint text with its signature line. */
  text: string;
  at: IsoInstant;
}

/** One act as it was recorded. */
export interface AuditEntry {
  /** Leaf index in the audit tree. */
  index: number;
  at: IsoInstant;
  actorId: Id | null;
  actor: string;
  departmentName: string | null;
  /** Stable code, kebab-case verb, e.g. `approve-plan`. */
  act: string;
  /** Chinese, one line. */
  summary: string;
  objectType: string | null;
  objectId: string | null;
  leafHash: string;
}

export interface AuditQuery extends ListQuery {
  actor?: string;
  act?: string;
  from?: IsoDate;
  to?: IsoDate;
}

export const ledger = {
  checkpoint: (tree: LedgerTree) => http.get<Checkpoint>(`/api/ledger/${tree}/checkpoint`),
  audit: (query: AuditQuery) => http.get<Page<AuditEntry>>('/api/audit', query),
};
