import type { CalendarDay } from '@mingchou/api';

/** One day a line: `2027-01-01 放假 元旦` or `2027-01-03 上班 元旦调休`. Answers the lines it cannot read too. */
export function parseNotice(text: string): { days: CalendarDay[]; unread: string[] } {
  const days: CalendarDay[] = [];
  const unread: string[] = [];
  for (const line of text.split('\n').map((l) => l.trim())) {
    if (!line) continue;
    const match = /^(\d{4}-\d{2}-\d{2})\s+(放假|上班)\s*(.*)$/.exec(line);
    if (match)
      days.push({
        day: match[1]!,
        kind: match[2] === '放假' ? 'HOLIDAY' : 'WORKDAY',
        name: match[3]!.trim(),
      });
    else unread.push(line);
  }
  return { days, unread };
}
