import { http } from './client';
import type { Aggregate, HistoryEntry, Id, IsoInstant, ListQuery, Page } from './common';

/** PUBLISHED 公示中, CORRECTED 已更正（公示中）, WITHDRAWN 已撤下. */
export type PublicationStatus = 'PUBLISHED' | 'CORRECTED' | 'WITHDRAWN';

export interface Publication extends Aggregate<PublicationStatus> {
  planId: Id;
  sectionId: Id;
  subjectId: Id;
  subjectName: string;
  creditCode: string | null;
  departmentId: Id;
  departmentName: string;
  /** Code of the result dictionary and its Chinese text. */
  resultCode: string;
  resultText: string;
  publishedAt: IsoInstant;
  publishedBy: string;
  /** Permanent page of the portal, `/results/{id}`. */
  publicUrl: string;
  correctionReason: string | null;
  /** Where the exchange stands: NONE before the outbox took it. */
  exchangeStatus: 'NONE' | 'PENDING' | 'SENT' | 'ACCEPTED' | 'REFUSED';
  /** Null in lists. */
  history: HistoryEntry[] | null;
}

export interface PublicationQuery extends ListQuery {
  planId?: Id;
  departmentId?: Id;
  status?: PublicationStatus;
}

export const publications = {
  list: (query: PublicationQuery) => http.get<Page<Publication>>('/api/publications', query),
  correct: (id: Id, input: { resultCode: string; reason: string; version: number }) =>
    http.post<Publication>(`/api/publications/${id}/correct`, input),
  withdraw: (id: Id, reason: string, version: number) =>
    http.post<Publication>(`/api/publications/${id}/withdraw`, { reason, version }),
  /** The result dictionary in force. */
  dictionary: () =>
    http.get<{ code: string; text: string; scope: 'CORE' | 'ITEM' }[]>(
      '/api/publications/dictionary',
    ),
};
