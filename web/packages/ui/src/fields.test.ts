import { describe, expect, it } from 'vitest';
import { missingFields } from './fields';

describe('missingFields', () => {
  it('says what to do for each empty required field', () => {
    const fields = [
      { key: 'reason', label: '理由', kind: 'textarea', required: true },
      { key: 'code', label: '退出情形', kind: 'select', required: true },
      { key: 'note', label: '备注', kind: 'text' },
    ] as const;
    expect(missingFields(fields, { reason: '  ' })).toEqual([
      { field: 'reason', reason: '请填写理由' },
      { field: 'code', reason: '请选择退出情形' },
    ]);
    expect(missingFields(fields, { reason: '无', code: 'S1' })).toEqual([]);
  });
});
