import type { Section, VisitDetail } from '@mingchou/api';
import { describe, expect, it } from 'vitest';
import {
  beforeFinish,
  byUrgency,
  dueOf,
  mayRecordUnreachable,
  outcomesOf,
  ownFirst,
  stepsOf,
  tabOf,
  whyNotFill,
  whyNotSign,
} from './steps';

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
    expect(due).toEqual({ text: '检查日 5月13日（今天）', tone: 'soon' });
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
    expect(due).toEqual({ text: '公示剩余 20 个工作日（6月10日止）', tone: '' });
  });
});

describe('order', () => {
  const row = (scheduledOn: string, dueOn?: string, metOn: string | null = null) =>
    ({ scheduledOn, deadline: dueOn ? { dueOn, metOn } : null }) as VisitDetail;

  it('puts first what presses most, and no clock that is met', () => {
    const rows = [row('2026-05-12', '2026-06-10'), row('2026-05-20'), row('2026-05-22')];
    const met = row('2026-05-25', '2026-05-01', '2026-04-30');
    expect([met, ...rows].sort(byUrgency).map((each) => each.scheduledOn)).toEqual([
      '2026-05-20',
      '2026-05-22',
      '2026-05-25',
      '2026-05-12',
    ]);
  });

  it('shows the own department first and leaves the rest as they come', () => {
    const parts = [{ departmentId: 3 }, { departmentId: 1 }, { departmentId: 2 }];
    expect(ownFirst(parts, 2).map((each) => each.departmentId)).toEqual([2, 3, 1]);
    expect(ownFirst(parts, null)).toEqual(parts);
  });

  it('names the year only when it is another one', () => {
    const due = dueOf(
      { status: 'NOTIFIED', scheduledOn: '2027-01-05', deadline: null },
      '2026-12-30',
    );
    expect(due.text).toBe('检查日 2027年1月5日');
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

  it('says where a sheet that is handed in can still be mended', () => {
    expect(whyNotFill(visit(), section({ status: 'SUBMITTED' }))).toContain('审核员退回');
    expect(whyNotFill(visit(), section({ status: 'PUBLISHED' }))).toContain('办理更正');
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
    const attempts = ['09:05', '15:10'].map((time) => ({
      at: `2026-05-20T${time}:00+08:00`,
      note: '',
      evidence: '',
    }));
    const gone = visit({ outcome: 'UNREACHABLE', checkIns: [], attempts });
    const steps = stepsOf(gone, () => false);
    expect(steps.map((step) => step.name)).toEqual(['task', 'card', 'unreachable']);
    expect(steps[2].note).toBe('已联系：05-20 09:05，05-20 15:10');
    expect(beforeFinish(gone)).toEqual([]);
  });

  it('asks for the signature only once every department has filled its part', () => {
    expect(whyNotSign(visit(), 'SIGN')).toContain('区应急管理局还差 4 项');
    const filled = visit({ sections: [section({ missingCount: 0 })] });
    expect(whyNotSign(filled, 'SIGN')).toBeNull();
    expect(whyNotSign(filled, 'REFUSE')).not.toBeNull();
    expect(whyNotSign({ ...filled, checkIns: [] }, 'SIGN')).toContain('到场登记');
  });

  it('lets nobody be unfound once something was inspected', () => {
    const found = visit({ allowedActions: ['RECORD_UNREACHABLE'] });
    expect(mayRecordUnreachable(found)).toBe(true);
    expect(mayRecordUnreachable({ ...found, sections: [section({ missingCount: 3 })] })).toBe(
      false,
    );
    expect(mayRecordUnreachable(visit())).toBe(false);
  });

  it('tells the enterprise what was looked at and what was not', () => {
    const results = (['PROBLEM', 'NOT_CHECKED', 'PROBLEM', null] as const).map((outcome) => ({
      outcome,
    }));
    const part = section({ results: results as Section['results'] });
    expect(outcomesOf(part)).toBe('共 4 项，发现问题 2 项，未检查 1 项');
  });

  it('names what stands before the end', () => {
    expect(beforeFinish(visit())).toEqual([
      '区应急管理局还差 4 项',
      '企业还没有签字，也没有拒签记录',
    ]);
  });
});
