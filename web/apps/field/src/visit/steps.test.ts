import type { Section, VisitDetail } from '@mingchou/api';
import { describe, expect, it } from 'vitest';
import { beforeFinish, dueOf, stepsOf, tabOf, whyNotFill } from './steps';

function section(change: Partial<Section> = {}): Section {
  return {
    id: 7,
    departmentName: '区应急管理局',
    status: 'OPEN',
    mine: true,
    itemCount: 4,
    missingCount: 4,
    problemCount: 0,
    allowedActions: ['FILL'],
    members: [{ officerNo: 'YJ001' }, { officerNo: 'YJ002' }],
    ...change,
  } as Section;
}

function visit(change: Partial<VisitDetail> = {}): VisitDetail {
  return {
    id: 1,
    status: 'IN_PROGRESS',
    outcome: null,
    allowedActions: ['CHECK_IN', 'CONSULT', 'SIGN'],
    sections: [section()],
    checkIns: [{ officerNo: 'YJ001' }, { officerNo: 'YJ002' }],
    consultations: [],
    signature: null,
    refusal: null,
    ...change,
  } as VisitDetail;
}

describe('the four lists', () => {
  it.each([
    ['NOTIFIED', 'OPEN', 'todo'],
    ['PLANNED', null, 'todo'],
    ['APPROVAL_OWED', 'OPEN', 'filling'],
    ['FINISHED', 'OPEN', 'filling'],
    ['FINISHED', 'SUBMITTED', 'submitted'],
    ['FINISHED', 'PUBLISHED', 'submitted'],
    ['FINISHED', 'RETURNED', 'returned'],
    ['CANCELLED', 'OPEN', null],
  ] as const)('%s with a section %s is %s', (status, mySectionStatus, tab) => {
    expect(tabOf({ status, mySectionStatus })).toBe(tab);
  });
});

describe('deadline', () => {
  it('names the day of the visit until a clock runs', () => {
    const due = dueOf(
      { status: 'NOTIFIED', scheduledOn: '2026-05-13', deadline: null },
      '2026-05-13',
    );
    expect(due).toEqual({ text: '检查日 2026年5月13日（今天）', tone: 'soon' });
  });

  it('counts working days once it runs', () => {
    const deadline = {
      rule: 'PUBLISH_RESULT' as const,
      startedOn: '2026-05-13',
      startEvent: '现场检查结束',
      dueOn: '2026-06-10',
      calendarVersion: 1,
      provisional: false,
      metOn: null,
      remainingWorkingDays: 20,
      overdue: false,
    };
    const due = dueOf({ status: 'FINISHED', scheduledOn: '2026-05-13', deadline }, '2026-05-13');
    expect(due).toEqual({ text: '公示剩余 20 个工作日（2026年6月10日止）', tone: '' });
  });
});

describe('who may fill', () => {
  it('lets the own department fill after its check-in', () => {
    expect(whyNotFill(visit(), section())).toBeNull();
    expect(whyNotFill(visit({ checkIns: [] }), section())).toContain('到场登记');
  });

  it('only shows another department its sheet', () => {
    expect(whyNotFill(visit(), section({ mine: false }))).toContain('其他部门');
  });

  it('closes the sheet with the signature and opens it again when it is returned', () => {
    const signed = visit({
      signature: { signerName: '张某', signerRole: '负责人', at: '', imageSha256: '' },
    });
    expect(whyNotFill(signed, section())).toContain('签字');
    expect(
      whyNotFill({ ...signed, status: 'FINISHED' }, section({ status: 'RETURNED' })),
    ).toBeNull();
  });
});

describe('the way through', () => {
  it('has a station per section and tells what is missing', () => {
    const steps = stepsOf(visit(), () => false);
    expect(steps.map((step) => step.name)).toEqual([
      'task',
      'card',
      'check-in',
      'section',
      'consultations',
      'signature',
    ]);
    expect(steps[3].note).toBe('共 4 项，还差 4 项');
    expect(stepsOf(visit(), () => true)[3].look).toBe('warn');
  });

  it('asks for no sheet when nobody could be found', () => {
    const gone = visit({ outcome: 'UNREACHABLE' });
    expect(stepsOf(gone, () => false).map((step) => step.name)).toEqual([
      'task',
      'card',
      'check-in',
    ]);
    expect(beforeFinish(gone)).toEqual([]);
  });

  it('names what stands before the end', () => {
    expect(beforeFinish(visit())).toEqual([
      '区应急管理局还差 4 项',
      '企业还没有签字，也没有拒签记录',
    ]);
  });
});
