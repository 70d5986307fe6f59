import { describe, expect, it } from 'vitest';
import { parseNotice } from './parseNotice';

describe('parseNotice', () => {
  it('reads holidays and make-up days and names the lines it cannot read', () => {
    const { days, unread } = parseNotice('2027-01-01 放假 元旦\n\n2027-01-03 上班\n2027/1/4 放假');
    expect(days).toEqual([
      { day: '2027-01-01', kind: 'HOLIDAY', name: '元旦' },
      { day: '2027-01-03', kind: 'WORKDAY', name: '' },
    ]);
    expect(unread).toEqual(['2027/1/4 放假']);
  });
});
