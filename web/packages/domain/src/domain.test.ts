import { describe, expect, it } from 'vitest';
import { mayDo } from './actions';
import { deadlineText } from './format';
import { dutyConflict } from './org';
import { drawStep, drawSteps, switchesConflict, switchesText } from './plan';
import { describeRule, fromRule, toRule } from './rule';

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
      '名单封存、检查后启封；完整凭证只给当事方和监督机关',
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
    expect(drawStep('FROZEN')).toBe(1);
    expect(drawSteps[drawStep('REVEALED')]!.title).toBe('信标');
    expect(drawSteps[drawStep('REVEALED', true, true)]!.title).toBe('计算');
    expect(drawStep('SETTLED')).toBe(drawSteps.length);
  });
});
