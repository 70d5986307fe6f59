import type { ItemResult } from '@mingchou/api';
import { describe, expect, it } from 'vitest';
import {
  changes,
  edit,
  fillRest,
  inputIdOf,
  lacking,
  merge,
  missingCount,
  settle,
  unsavedCount,
  type Drafts,
} from './answers';

function result(itemVersionId: number, change: Partial<ItemResult> = {}): ItemResult {
  return {
    itemId: itemVersionId,
    itemVersionId,
    itemVersion: 1,
    code: `YJ-${itemVersionId}`,
    name: `事项 ${itemVersionId}`,
    content: [],
    legalBasis: null,
    method: null,
    outcome: null,
    finding: null,
    handling: null,
    measure: null,
    reason: null,
    evidence: [],
    revision: 0,
    recordedBy: null,
    recordedAt: null,
    ...change,
  };
}

const saved = result(1, { outcome: 'NO_PROBLEM', revision: 1 });

describe('merge', () => {
  it('shows the draft over what is saved', () => {
    const items = merge([saved], {});
    const drafts = edit({}, items[0], { outcome: 'PROBLEM', finding: '通道堵塞' });
    const [item] = merge([saved], drafts);
    expect(item.answer).toMatchObject({ outcome: 'PROBLEM', finding: '通道堵塞' });
    expect(item).toMatchObject({ touched: true, overtaken: false });
  });

  it('sees nothing to save when the officer turns back to what is saved', () => {
    const there = edit({}, merge([saved], {})[0], { outcome: 'PROBLEM', finding: '通道堵塞' });
    const back = edit(there, merge([saved], there)[0], { outcome: 'NO_PROBLEM' });
    expect(merge([saved], back)[0].touched).toBe(false);
    expect(back[1].finding).toBe('通道堵塞');
  });

  it('marks a draft that a colleague has overtaken, and keeps it', () => {
    const drafts = edit({}, merge([result(1)], {})[0], { outcome: 'NO_PROBLEM' });
    const later = result(1, {
      outcome: 'PROBLEM',
      finding: '无警示标志',
      handling: '当场告知',
      measure: 'ORDER_CORRECTION',
      revision: 1,
    });
    expect(merge([later], drafts)[0]).toMatchObject({
      overtaken: true,
      answer: { outcome: 'NO_PROBLEM' },
    });
  });

  it('has no quarrel when the colleague saved the same', () => {
    const drafts = edit({}, merge([result(1)], {})[0], { outcome: 'NO_PROBLEM' });
    expect(merge([saved], drafts)[0]).toMatchObject({ touched: false, overtaken: false });
  });
});

describe('missing items', () => {
  it('counts items without outcome, saved or typed', () => {
    const results = [saved, result(2), result(3)];
    const drafts = edit({}, merge(results, {})[1], { outcome: 'NOT_CHECKED' });
    expect(missingCount(merge(results, drafts))).toBe(1);
  });

  it('does not count words without an outcome as an answer', () => {
    const drafts = edit({}, merge([result(1)], {})[0], { finding: '待核' });
    const items = merge([result(1)], drafts);
    expect(missingCount(items)).toBe(1);
    expect(changes(items)).toEqual([]);
  });
});

describe('fillRest', () => {
  it('leaves touched and saved items alone', () => {
    const results = [result(1, { outcome: 'PROBLEM', revision: 1 }), result(2), result(3)];
    const typed = edit({}, merge(results, {})[1], { outcome: 'NOT_CHECKED', reason: '停产' });
    const items = merge(results, fillRest(typed, merge(results, typed)));
    expect(items.map((item) => item.answer.outcome)).toEqual([
      'PROBLEM',
      'NOT_CHECKED',
      'NO_PROBLEM',
    ]);
    expect(missingCount(items)).toBe(0);
  });
});

describe('saving', () => {
  const results = [result(1), result(2), result(3)];

  function drafts(): Drafts {
    const first = edit({}, merge(results, {})[0], { outcome: 'PROBLEM', finding: '  ' });
    return edit(first, merge(results, first)[2], { outcome: 'ABSENT_WITH_REASON' });
  }

  it('names every gap with its place', () => {
    expect(lacking(merge(results, drafts())).map((error) => error.field)).toEqual([
      'item-1-finding',
      'item-1-handling',
      'item-1-measure',
      'item-3-reason',
    ]);
  });

  it('sends only what belongs to the outcome', () => {
    const typed = edit({}, merge(results, {})[1], { outcome: 'NO_PROBLEM', finding: '误填' });
    expect(changes(merge(results, typed))).toEqual([
      {
        itemVersionId: 2,
        outcome: 'NO_PROBLEM',
        finding: null,
        handling: null,
        measure: null,
        reason: null,
        evidence: [],
      },
    ]);
  });

  it('drops what the server has, keeps what it lacks', () => {
    const typed = fillRest({}, merge(results, {}));
    const left = settle(typed, [result(1, { outcome: 'NO_PROBLEM', revision: 1 }), result(2)]);
    expect(Object.keys(left)).toEqual(['2']);
    expect(unsavedCount(merge(results, left))).toBe(1);
  });

  it('finds the input that a refusal names', () => {
    const sent = changes(merge(results, fillRest({}, merge(results, {}))));
    expect(inputIdOf('results[1].finding', sent)).toBe('item-2-finding');
    expect(inputIdOf('version', sent)).toBe('version');
  });
});
