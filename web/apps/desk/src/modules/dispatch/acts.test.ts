import { ApiProblem, assignments, type AssignmentRow } from '@mingchou/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assignmentAct } from './acts';

const row = { id: 1, drawId: 2, objectId: 'X', subjectName: '样例' } as unknown as AssignmentRow;

function propose(attempts: string[]) {
  const sent = vi.spyOn(assignments, 'proposeDropOut').mockResolvedValue(undefined as never);
  const act = assignmentAct('PROPOSE_DROP_OUT', row)!;
  const input = { code: 'S2', reason: '无法联系', evidence: 'ab', attempts };
  return { sent, done: Promise.resolve().then(() => act.run(input)) };
}

afterEach(() => vi.restoreAllMocks());

describe('the attempts of a drop-out', () => {
  it('go out line by line, blank lines aside', async () => {
    const { sent, done } = propose(['2026-05-18 09:30 大门上锁', '', '2026-05-19 9:30 电话停机']);
    await done;
    expect(sent.mock.calls[0]![1].attempts).toEqual([
      { at: '2026-05-18 09:30', note: '大门上锁' },
      { at: '2026-05-19 9:30', note: '电话停机' },
    ]);
  });

  it('are not sent when a line cannot be read, and the field says which', async () => {
    const { sent, done } = propose(['2026-05-18 09:30 大门上锁', '5月19日上午 电话停机']);
    const problem = (await done.catch((e: unknown) => e)) as ApiProblem;
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem.reasonFor('attempts')).toContain('第 2 行');
    expect(problem.detail).toContain('5月19日上午');
    expect(sent).not.toHaveBeenCalled();
  });
});
