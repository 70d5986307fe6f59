import { ApiProblem, assignments, type AssignmentRow } from '@mingchou/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assignmentAct } from './acts';

const row = { id: 1, drawId: 2, objectId: 'X', subjectName: '样例' } as unknown as AssignmentRow;

function propose(attempts: Record<string, string>) {
  const sent = vi.spyOn(assignments, 'proposeDropOut').mockResolvedValue(undefined as never);
  const act = assignmentAct('PROPOSE_DROP_OUT', row)!;
  const input = { code: 'S2', reason: '无法联系', evidence: 'ab', ...attempts };
  return { sent, done: Promise.resolve().then(() => act.run(input)) };
}

afterEach(() => vi.restoreAllMocks());

describe('the attempts of a drop-out', () => {
  it('go out as instants of the business zone', async () => {
    const { sent, done } = propose({
      firstAt: '2026-05-18T09:30',
      firstNote: '大门上锁',
      secondAt: '2026-05-19T09:30',
      secondNote: '电话停机',
    });
    await done;
    expect(sent.mock.calls[0]![1].attempts).toEqual([
      { at: '2026-05-18T09:30:00+08:00', note: '大门上锁' },
      { at: '2026-05-19T09:30:00+08:00', note: '电话停机' },
    ]);
  });

  it('are not sent when one is half written, and the field says which', async () => {
    const { sent, done } = propose({
      firstAt: '2026-05-18T09:30',
      firstNote: '大门上锁',
      secondNote: '电话停机',
    });
    const problem = (await done.catch((e: unknown) => e)) as ApiProblem;
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem.reasonFor('secondAt')).toContain('时间');
    expect(sent).not.toHaveBeenCalled();
  });
});
