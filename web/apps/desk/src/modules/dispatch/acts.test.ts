import { ApiProblem, assignments, type AssignmentRow, type DropOut } from '@mingchou/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assignmentAct, dropOutAct } from './acts';

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

describe('whoever decides on a drop-out', () => {
  const dropOut = {
    id: 7,
    subjectName: '样例',
    code: 'S2',
    reason: '登记住所无人',
    evidence: { sha256: 'ab', mediaType: 'image/jpeg', size: 1 },
    attempts: [
      { at: '2026-05-12T01:30:00Z', note: '大门上锁' },
      { at: '2026-05-13T15:10:00+08:00', note: '电话停机' },
    ],
    proposedBy: '吕静',
    departmentName: '区应急管理局',
    proposedAt: '2026-05-14T09:00:00+08:00',
  } as unknown as DropOut;

  it.each(['APPROVE', 'REJECT'])('sees attempts and evidence before %s', (key) => {
    const act = dropOutAct(key, dropOut);
    expect(act.files).toEqual([{ label: '证明材料', href: '/api/drop-outs/7/evidence' }]);
    expect(act.text).toContain('第 1 次联系 2026-05-12 09:30：大门上锁');
    expect(act.text).toContain('第 2 次联系 2026-05-13 15:10：电话停机');
    expect(act.text).toContain('吕静（区应急管理局）2026-05-14 09:00 申请');
  });
});
