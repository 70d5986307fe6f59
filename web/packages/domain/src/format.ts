import type { Deadline } from '@mingchou/api';

/** 2026-05-13 → 2026年5月13日. */
export function chineseDate(date: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '');
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : '—';
}

/** Instant in Beijing time, `2026-05-13 09:05`. */
export function chineseTime(instant: string | null | undefined): string {
  if (!instant) return '—';
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(new Date(instant));
}

/** In Chinese quotation marks; those that the text has itself change between double and single, as they nest. */
export const quoted = (text: string) =>
  `“${text.replace(/[“”‘’]/g, (mark) => '‘’“”'['“”‘’'.indexOf(mark)]!)}”`;

/** Basis points → `3%`. */
export function percent(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

/** How a deadline reads: in words, so that nobody needs the colour. */
export function deadlineText(
  deadline: Pick<Deadline, 'remainingWorkingDays' | 'overdue'> & { metOn?: string | null },
): string {
  if (deadline.metOn) return `已于 ${deadline.metOn} 办结`;
  const days = deadline.remainingWorkingDays;
  if (deadline.overdue) return `已逾期 ${Math.abs(days)} 个工作日`;
  return days === 0 ? '今日到期' : `剩余 ${days} 个工作日`;
}
