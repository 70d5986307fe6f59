import { http } from './client';
import type { Id, IsoInstant, ListQuery, Page } from './common';

/** PENDING 待发送, SENT 已发送·待回执, ACCEPTED 已接收, REFUSED 对方拒收, FAILED 发送失败. */
export type OutboxStatus = 'PENDING' | 'SENT' | 'ACCEPTED' | 'REFUSED' | 'FAILED';

export interface OutboxRow {
  id: Id;
  messageId: string;
  target: string;
  publicationId: Id;
  subjectName: string;
  departmentName: string;
  /** PUBLISH, CORRECT, WITHDRAW. */
  kind: 'PUBLISH' | 'CORRECT' | 'WITHDRAW';
  status: OutboxStatus;
  attempts: number;
  lastAttemptAt: IsoInstant | null;
  nextAttemptAt: IsoInstant | null;
  receiptNo: string | null;
  /** Chinese: what the other side or the channel said. */
  lastError: string | null;
  createdAt: IsoInstant;
  allowedActions: string[];
}

/** One difference between what we published and what the other side confirmed. */
export interface ReconciliationRow {
  publicationId: Id | null;
  outboundId: string;
  subjectName: string | null;
  departmentName: string | null;
  ours: string;
  theirs: string | null;
  /** MISSING 对方未收到, DIFFERENT 内容不一致, EXTRA 对方多出, LATE 逾期未回执, REFUSED 对方拒收. */
  difference: 'MISSING' | 'DIFFERENT' | 'EXTRA' | 'LATE' | 'REFUSED';
}

export interface Reconciliation {
  at: IsoInstant;
  published: number;
  accepted: number;
  pending: number;
  refused: number;
  rows: ReconciliationRow[];
}

export interface OutboxQuery extends ListQuery {
  planId?: Id;
  status?: OutboxStatus;
}

export const exchange = {
  outbox: (query: OutboxQuery) => http.get<Page<OutboxRow>>('/api/exchange/outbox', query),
  reconciliation: () => http.get<Reconciliation>('/api/exchange/reconciliation'),
  retry: (id: Id) => http.post<OutboxRow>(`/api/exchange/outbox/${id}/retry`, {}),
  run: () =>
    http.post<{ sent: number; accepted: number; refused: number }>('/api/exchange/run', {}),
};
