import { describe, expect, it } from 'vitest';
import { mayDo } from './actions';
import { deadlineText, quoted } from './format';
import { fairnessGroupName } from './fairness';
import { dutyConflict } from './org';
import {
  drawStepOf,
  drawStepWord,
  drawSteps,
  logContent,
  switchesConflict,
  switchesText,
  voidVotesNote,
  type DrawCourse,
} from './plan';
import { describeRule, fromRule, toRule } from './rule';

const at = '2026-05-13T09:50:00+08:00';
const both = [
  { committedAt: at, revealedAt: null },
  { committedAt: at, revealedAt: null },
];
const revealed = { committedAt: at, revealedAt: at };
const course = (known: Partial<DrawCourse>): DrawCourse => ({
  status: 'FROZEN',
  withoutBeacon: false,
  openedAt: null,
  beaconText: null,
  computedAt: null,
  parties: [{ committedAt: null, revealedAt: null }],
  ...known,
});
const titleOf = (draw: DrawCourse) => drawSteps[drawStepOf(draw)]?.title;

describe('quotation marks', () => {
  it('nest', () => {
    expect(quoted('第六次抽查')).toBe('“第六次抽查”');
    expect(quoted('甲“乙‘丙’乙”甲')).toBe('“甲‘乙“丙”乙’甲”');
  });
});

describe('deadlines', () => {
  it('says in words how long is left', () => {
    expect(deadlineText({ remainingWorkingDays: 2, overdue: false })).toBe('剩余 2 个工作日');
    expect(deadlineText({ remainingWorkingDays: 0, overdue: false })).toBe('今日到期');
    expect(deadlineText({ remainingWorkingDays: -3, overdue: true })).toBe('已逾期 3 个工作日');
    expect(deadlineText({ remainingWorkingDays: -3, overdue: false, metOn: '2026-05-15' })).toBe(
      '已于 2026-05-15 办结',
    );
  });
});

describe('publication switches', () => {
  it('warn of a sealed list beside a public seed, and of nothing else', () => {
    const warned = (['OPEN', 'SEALED'] as const).flatMap((mode) =>
      (['PARTIES', 'PUBLIC'] as const)
        .filter((audience) => switchesConflict({ mode, audience }))
        .map((audience) => `${mode} ${audience}`),
    );
    expect(warned).toEqual(['SEALED PUBLIC']);
  });
  it('name both choices', () => {
    expect(switchesText({ mode: 'SEALED', audience: 'PARTIES' })).toBe(
      '名单封存、检查后启封；完整证书只给当事方和监督机关',
    );
  });
});

describe('object rules', () => {
  it('survive the form', () => {
    const simple = { anyLabel: ['WEIHUA', 'GONGMAO'], noneLabel: ['X'] };
    expect(fromRule(toRule(simple))).toEqual(simple);
    expect(fromRule(toRule({ anyLabel: [], noneLabel: [] }))).toEqual({
      anyLabel: [],
      noneLabel: [],
    });
  });
  it('are left alone when richer than the form', () => {
    expect(fromRule({ any: [{ industry: 'C26' }, { label: 'A' }] })).toBeNull();
    expect(fromRule({ all: [{ label: 'A' }, { label: 'B' }] })).toBeNull();
  });
  it('read as Chinese', () => {
    expect(describeRule({ any: [{ label: 'W' }, { industry: 'C26' }] }, { W: '危化' })).toBe(
      '标签“危化” 或 行业代码 C26',
    );
  });
});

describe('codes', () => {
  it('of a fairness table read as on the public page', () => {
    const name = (dimension: Parameters<typeof fairnessGroupName>[0]['dimension'], group: string) =>
      fairnessGroupName({ dimension, group });
    expect(['C', 'F', 'M', '?'].map((g) => name('INDUSTRY', g))).toEqual([
      ...['制造业', '批发和零售业', '科学研究和技术服务业', '名录中没有登记'],
    ]);
    expect(['00', '01', '03', '05', '10'].map((g) => name('AGE', g))).toEqual([
      ...['不满 1 年', '1 至 3 年', '3 至 5 年', '5 至 10 年', '10 年以上'],
    ]);
    expect(name('POSITION', '03')).toBe('第 3 段');
    expect(name('TIER', 'B')).toBe('B 级');
    expect(name('DISTRICT', '栾城镇')).toBe('栾城镇');
  });
  it('of the log are words where the entry holds a reason', () => {
    expect(logContent({ kind: 'VOID', digest: 'FRAME_WRONG' })).toBe('冻结的名单有差错');
    expect(logContent({ kind: 'RESULT', digest: 'ab12' })).toBe('ab12');
  });
});

describe('votes for voiding a draw', () => {
  const vote = { by: '冯志远', reasonLabel: '冻结的名单有差错', at };
  it('say that one more is needed, and what they came to', () => {
    expect(voidVotesNote({ status: 'OPENED', voidVotes: [vote] })).toContain('还须');
    expect(voidVotesNote({ status: 'DRAWN', voidVotes: [vote] })).toContain('没有作废');
    expect(voidVotesNote({ status: 'VOID', voidVotes: [vote] })).toContain('不是因此');
    expect(voidVotesNote({ status: 'VOID', voidVotes: [vote, vote] })).toContain('已作废');
  });
});

describe('duties and acts', () => {
  it('warns of roles that exclude each other', () => {
    expect(dutyConflict(['REGISTRAR', 'PLANNER'])).toContain('名录管理员');
    expect(dutyConflict(['SYSTEM_ADMIN', 'APPROVER'])).toContain('三类管理员');
    expect(dutyConflict(['PLANNER', 'REVIEWER'])).toBeNull();
  });
  it('offers only what the server allows', () => {
    expect(mayDo(['REVEAL_SECOND'], 'REVEAL')).toBe(false);
    expect(mayDo(['SUBMIT'], 'SUBMIT')).toBe(true);
  });
  it('knows the step of a ceremony', () => {
    expect(drawStepOf(course({}))).toBe(1);
    expect(titleOf(course({ parties: both }))).toBe('开启');
    expect(titleOf(course({ status: 'REVEALED' }))).toBe('信标');
    expect(titleOf(course({ status: 'REVEALED', withoutBeacon: true }))).toBe('计算');
    expect(drawStepOf(course({ status: 'SETTLED' }))).toBe(drawSteps.length);
  });
  it('says of a void ceremony where it ended, not that all is done', () => {
    const gone = { status: 'VOID' } as const;
    const opened = { ...gone, openedAt: at, parties: both };
    expect(titleOf(course(gone))).toBe('承诺');
    expect(titleOf(course({ ...gone, parties: both }))).toBe('开启');
    expect(titleOf(course(opened))).toBe('揭示');
    expect(titleOf(course({ ...opened, parties: [both[0]!, revealed] }))).toBe('揭示');
    expect(titleOf(course({ ...opened, parties: [revealed] }))).toBe('信标');
    expect(drawSteps.map((_, i) => drawStepWord(i, 3, true))).toEqual([
      ...['已完成', '已完成', '已完成', '在此步作废'],
      ...['未进行', '未进行', '未进行', '未进行'],
    ]);
    expect(drawStepWord(4, 3, false)).toBe('');
  });
});
