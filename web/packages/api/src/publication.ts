import { http } from './client';
import type { Aggregate, HistoryEntry, Id, IsoInstant, ListQuery, Page, Sha256 } from './common';
import type { Measure, Outcome } from './inspection';

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
  /** Null in lists, like the history. */
  items:
    { itemVersionId: Id | null; itemName: string; resultCode: string; resultText: string }[] | null;
  history: HistoryEntry[] | null;
}

/** A new answer to one item, by its place in the list, from 1. */
export interface ItemCorrection {
  ordinal: number;
  outcome: Outcome;
  finding: string | null;
  handling: string | null;
  measure: Measure | null;
  reason: string | null;
  /** For a worse result: proof that the enterprise was told in writing. */
  evidence: Sha256[];
}

export interface PublicationQuery extends ListQuery {
  planId?: Id;
  departmentId?: Id;
  status?: PublicationStatus;
}

export const publications = {
  list: (query: PublicationQuery) => http.get<Page<Publication>>('/api/publications', query),
  get: (id: Id) => http.get<Publication>(`/api/publications/${id}`),
  /** The whole result follows from the items. */
  correct: (id: Id, input: { items: ItemCorrection[]; reason: string; version: number }) =>
    http.post<Publication>(`/api/publications/${id}/correct`, input),
  withdraw: (id: Id, reason: string, version: number) =>
    http.post<Publication>(`/api/publications/${id}/withdraw`, { reason, version }),
  /** The result dictionary in force. */
  dictionary: () =>
    http.get<{ code: string; text: string; scope: 'CORE' | 'ITEM' }[]>(
      '/api/publications/dictionary',
    ),
};
