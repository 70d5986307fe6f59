/** Shapes used by more than one module. */

/** `YYYY-MM-DD`. */
export type IsoDate = string;
/** ISO-8601 with offset, e.g. `2026-05-13T09:00:00+08:00`. */
export type IsoInstant = string;
/** Database identity (bigint, sent as a JSON number). */
export type Id = number;
/** 64 lower-case hex digits; names an uploaded file. */
export type Sha256 = string;

/** One page of a list; `page` counts from 1. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}

/** Query of every list. Modules add named filters. */
export interface ListQuery {
  q?: string;
  page?: number;
  size?: number;
}

/** Every aggregate answers with these. */
export interface Aggregate<Status extends string> {
  id: Id;
  version: number;
  status: Status;
  /** What the signed-in account may do now; the front end never derives it from `status`. */
  allowedActions: string[];
  /** The state in Chinese, as the server names it. */
  statusLabel?: string;
}

export type DeadlineRule =
  | 'CONFIRM_DISPATCH'
  | 'PUBLISH_RESULT'
  | 'CLOSE_FOLLOW_UP'
  | 'MAKE_UP_APPROVAL'
  | 'REVEAL_SECOND'
  | 'READ_BEACON'
  | 'READ_SECOND_BEACON'
  | 'AUDIT_EXCLUSIONS';

export interface Deadline {
  rule: DeadlineRule;
  startedOn: IsoDate;
  /** Chinese, e.g. 派发. */
  startEvent: string;
  dueOn: IsoDate;
  calendarVersion: number | null;
  /** The count crosses a year whose calendar is not published yet (暂定). */
  provisional: boolean;
  metOn: IsoDate | null;
  /** Working days from tomorrow through the due date; negative when it has passed. */
  remainingWorkingDays: number;
  overdue: boolean;
}

/** A file already uploaded by `POST /api/blobs`. */
export interface Evidence {
  sha256: Sha256;
  mediaType: string;
  size: number;
}

export interface BlobReceipt {
  sha256: Sha256;
  size: number;
  mediaType: string;
}

/** A department as other modules quote it. */
export interface DepartmentRef {
  id: Id;
  name: string;
  shortName: string;
}

/** An account as other modules quote it. */
export interface PersonRef {
  accountId: Id;
  displayName: string;
}

/** One decision or change of an aggregate, newest first. */
export interface HistoryEntry {
  at: IsoInstant;
  by: string;
  /** Act, e.g. `SUBMIT`, `APPROVE`, `RETURN`, `EDIT`, `IMPORT`. */
  act: string;
  /** Chinese, one line. */
  summary: string;
  reason: string | null;
  /** Changed fields, Chinese labels. Absent when the act changes no field. */
  changes?: { field: string; before: string | null; after: string | null }[];
}

/** Risk tier 信用风险等级. */
export type Tier = 'A' | 'B' | 'C' | 'D';
export type TierCounts = Partial<Record<Tier, number>>;
