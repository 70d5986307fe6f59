import { http } from './client';
import type { IsoDate, IsoInstant, ListQuery, Page } from './common';

export type LedgerTree = 'draw' | 'audit';

/** One act as it was recorded. */
export interface AuditEntry {
  /** Leaf index in the audit tree. */
  index: number;
  recordedAt: IsoInstant;
  actor: string;
  /** Kebab-case verb, e.g. `approve-plan`, and what it is called. */
  act: string;
  actLabel: string;
  /** `kind/id`, e.g. `plan/12`. */
  subject: string;
  subjectLabel: string;
  /** What changed; never personal data in clear. */
  detail: Record<string, unknown>;
  /** The same under names. */
  details: { label: string; value: string }[];
}

export interface AuditQuery extends Omit<ListQuery, 'q'> {
  /** Exact user name, act, subject. */
  actor?: string;
  act?: string;
  subject?: string;
  /** First and last day, of Shanghai. */
  from?: IsoDate;
  to?: IsoDate;
}

export const ledger = {
  /** Signed C2SP checkpoint: origin, size, Base64 root, signature lines. */
  checkpoint: (tree: LedgerTree) => http.text(`/api/ledger/${tree}/checkpoint`),
  auditActs: () => http.get<{ act: string; label: string }[]>('/api/audit/acts'),
  audit: (query: AuditQuery) => http.get<Page<AuditEntry>>('/api/audit', query),
};
