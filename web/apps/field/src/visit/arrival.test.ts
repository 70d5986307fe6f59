import type { VisitDetail } from '@mingchou/api';
import { describe, expect, it } from 'vitest';
import { arrivalErrors, normalCode } from './arrival';

const members = [{ officerNo: 'YJ001' }, { officerNo: 'YJ002' }];
const visit = {
  groups: [
    { departmentName: '应急局', seats: members },
    { departmentName: '住建局', seats: [{ officerNo: 'ZJ001' }, { officerNo: 'ZJ002' }] },
  ],
  sections: [{ mine: true, members }],
} as unknown as VisitDetail;

describe('the code of the sheet', () => {
  it.each([
    [' abcd-efgh 23 ', 'ABCDEFGH23'],
    ['https://example.cn/v/ABCDEFGH23', 'ABCDEFGH23'],
    ['https://example.cn/v/ABCDEFGH23/', 'ABCDEFGH23'],
  ])('reads %j', (typed, code) => expect(normalCode(typed)).toBe(code));
});

describe('arrival', () => {
  it('takes two of the own department', () => {
    expect(arrivalErrors(visit, 'ABCDEFGH23', ['YJ001', 'YJ002'])).toEqual([]);
  });
  it('refuses one alone, nobody, and a code that cannot be', () => {
    expect(arrivalErrors(visit, 'ABCDEFGH23', ['YJ001'])).toHaveLength(1);
    expect(arrivalErrors(visit, 'ABCDEFGH23', [])).toHaveLength(1);
    expect(arrivalErrors(visit, 'ABC', ['YJ001', 'YJ002'])).toHaveLength(1);
    expect(arrivalErrors(visit, 'ABCDEFGH23', ['YJ001', 'YJ002', 'ZJ001'])).toHaveLength(1);
  });
});
