import { describe, expect, it } from 'vitest';
import { missingIn, toInputs, type Answer } from './answers';

const blank: Answer = {
  outcome: null,
  finding: '',
  handling: '',
  measure: null,
  reason: '',
  evidence: [],
};

describe('answers of an officer', () => {
  it('asks what was found, how it is handled, and why something was not checked', () => {
    expect(missingIn({ ...blank, outcome: 'PROBLEM' })).toBe('请写明发现了什么问题');
    expect(missingIn({ ...blank, outcome: 'PROBLEM', finding: '通道堵塞' })).toBe('请选择怎样处理');
    expect(
      missingIn({ ...blank, outcome: 'PROBLEM', finding: '通道堵塞', measure: 'ORDER_CORRECTION' }),
    ).toBe('请写明现场如何处理');
    expect(missingIn({ ...blank, outcome: 'NOT_CHECKED' })).toContain('未检查');
    expect(missingIn({ ...blank, outcome: 'NO_PROBLEM' })).toBeNull();
  });

  it('sends complete answers only and nothing of another outcome', () => {
    const inputs = toInputs(
      new Map([
        [1, { ...blank, outcome: 'NO_PROBLEM' as const, finding: '写了又改' }],
        [2, { ...blank, outcome: 'PROBLEM' as const }],
        [3, blank],
      ]),
    );
    expect(inputs).toEqual([
      {
        itemVersionId: 1,
        outcome: 'NO_PROBLEM',
        finding: null,
        handling: null,
        measure: null,
        reason: null,
        evidence: [],
      },
    ]);
  });
});
