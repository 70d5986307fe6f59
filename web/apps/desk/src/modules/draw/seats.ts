import type { Account, FieldError, Id } from '@mingchou/api';

/** On which side a party stands, by the role of its account. */
export type Side = 'PLANNER' | 'PARTY' | 'WITNESS';

export const sides: Record<Side, string> = {
  PLANNER: '牵头部门计划员',
  PARTY: '外部门抽取当事方',
  WITNESS: '外部见证人',
};

/** @param key tells rows apart while they are added and removed */
export interface Seat {
  key: number;
  side: Side;
  slug: string;
  label: string;
  accountId: Id | null;
}

export type Candidates = Record<Side, readonly Account[]>;

export const firstSeats = (): Seat[] => [
  { key: 1, side: 'PLANNER', slug: 'lead', label: '牵头部门', accountId: null },
  { key: 2, side: 'PARTY', slug: 'market', label: '区市场监督管理局', accountId: null },
  { key: 3, side: 'WITNESS', slug: 'witness', label: '见证人', accountId: null },
];

/** A slug that no seat has yet, e.g. `witness-2`. */
export function suggestedSlug(side: Side, seats: readonly Seat[]): string {
  const base = { PLANNER: 'lead', PARTY: 'party', WITNESS: 'witness' }[side];
  for (let n = 2; ; n++) {
    const slug = `${base}-${n}`;
    if (!seats.some((s) => s.slug === slug)) return slug;
  }
}

/** What is still empty, in the words and fields in which the server says what is wrong. */
export function emptyFields(seats: readonly Seat[]): FieldError[] {
  return seats.flatMap((seat, i) => {
    const wanting: FieldError[] = [];
    if (!seat.slug) wanting.push({ field: `parties[${i}].slug`, reason: '请填写代号' });
    if (!seat.label.trim())
      wanting.push({ field: `parties[${i}].label`, reason: '请填写名称，写明单位或身份' });
    if (!seat.accountId)
      wanting.push({ field: `parties[${i}].accountId`, reason: '请选择代表这一方的账号' });
    return wanting;
  });
}
