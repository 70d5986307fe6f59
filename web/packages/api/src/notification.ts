import { http } from './client';
import type { Id, IsoDate, IsoInstant } from './common';

/** One line of 工作台; `count` > 1 groups rows of the same kind behind one link. */
export interface WorkItem {
  /** e.g. `plan.approve`, `dispatch.confirm`, `section.review`. */
  kind: string;
  title: string;
  detail: string;
  /** Path of the desk or the phone page, e.g. `/desk/assignments?planId=1&status=DISPATCHED`. */
  link: string;
  dueOn: IsoDate | null;
  remainingWorkingDays: number | null;
  overdue: boolean;
  count: number;
}

export interface Message {
  id: Id;
  createdAt: IsoInstant;
  title: string;
  link: string;
  read: boolean;
}

export const notification = {
  worklist: () => http.get<WorkItem[]>('/api/worklist'),
  inbox: () => http.get<Message[]>('/api/inbox'),
  markRead: (id: Id) => http.post<void>(`/api/inbox/${id}/read`, {}),
};
