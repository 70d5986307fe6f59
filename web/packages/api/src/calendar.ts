import { http } from './client';
import type { IsoDate, IsoInstant } from './common';

/** A day that differs from the plain week: HOLIDAY 放假, WORKDAY 调休上班. */
export interface CalendarDay {
  day: IsoDate;
  kind: 'HOLIDAY' | 'WORKDAY';
  name: string;
}

export interface CalendarYear {
  year: number;
  published: boolean;
  version: number | null;
  days: CalendarDay[];
}

/** The State Council's notice for one year. */
export interface CalendarNotice {
  year: number;
  source: string;
  publishedOn: IsoDate;
  days: CalendarDay[];
}

/** How a period was counted. */
export interface CountedPeriod {
  from: IsoDate;
  days: number;
  due: { date: IsoDate; calendarVersion: number | null; provisional: boolean };
  counted: IsoDate[];
}

export interface DemoClock {
  now: IsoInstant;
  today: IsoDate;
}

export const calendar = {
  year: (year: number) => http.get<CalendarYear>(`/api/calendar/${year}`),
  importNotice: (notice: CalendarNotice) => http.post<CalendarYear>('/api/calendar', notice),
  due: (from: IsoDate, days: number) =>
    http.get<CountedPeriod>('/api/calendar/due', { from, days }),
  demoClock: () => http.get<DemoClock>('/api/demo/clock'),
  setDemoClock: (now: IsoInstant) => http.put<DemoClock>('/api/demo/clock', { now }),
  advanceDemoClock: (minutes: number) =>
    http.post<DemoClock>('/api/demo/clock/advance', { minutes }),
};
