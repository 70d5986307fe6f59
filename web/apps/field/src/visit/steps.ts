import type { Id, Outcome, Section, VisitDetail, VisitRow } from '@mingchou/api';
import { chineseDate, chineseTime, deadlineText, mayDo, outcomeStates } from '@mingchou/domain';

/** 待查, 填写中, 已提交, 被退回. */
export type Tab = 'todo' | 'filling' | 'submitted' | 'returned';

/** Where a visit stands for the officer's own department; null when it is off the table. */
export function tabOf(visit: Pick<VisitRow, 'status' | 'mySectionStatus'>): Tab | null {
  if (visit.status === 'CANCELLED' || visit.mySectionStatus === 'CANCELLED') return null;
  if (visit.mySectionStatus === 'RETURNED') return 'returned';
  if (visit.mySectionStatus === 'SUBMITTED' || visit.mySectionStatus === 'PUBLISHED') {
    return 'submitted';
  }
  const begun = ['IN_PROGRESS', 'APPROVAL_OWED', 'FINISHED'].includes(visit.status);
  return begun ? 'filling' : 'todo';
}

export interface Due {
  text: string;
  tone: '' | 'soon' | 'late';
}

/** What presses: the clock if one runs, otherwise the day of the visit. */
export function dueOf(
  visit: Pick<VisitRow, 'deadline' | 'scheduledOn' | 'status'>,
  today: string,
): Due {
  const clock = visit.deadline;
  if (clock && !clock.metOn) {
    const what = clock.rule === 'PUBLISH_RESULT' ? '公示' : '补批';
    return {
      text: `${what}${deadlineText(clock)}（${shortDate(clock.dueOn, today)}止${clock.provisional ? '，暂定' : ''}）`,
      tone: clock.overdue ? 'late' : clock.remainingWorkingDays <= 2 ? 'soon' : '',
    };
  }
  if (!visit.scheduledOn) return { text: '尚未安排检查日期', tone: '' };
  const day = `检查日 ${shortDate(visit.scheduledOn, today)}`;
  if (visit.status === 'FINISHED') return { text: day, tone: '' };
  if (visit.scheduledOn === today) return { text: `${day}（今天）`, tone: 'soon' };
  if (visit.scheduledOn < today) return { text: `${day}（已过）`, tone: 'late' };
  return { text: day, tone: '' };
}

/** Without the year when it is this one. */
function shortDate(date: string, today: string): string {
  const full = chineseDate(date);
  return date.slice(0, 4) === today.slice(0, 4) ? full.slice(full.indexOf('年') + 1) : full;
}

/** What presses most comes first: the nearest clock, then the nearest visit. */
export function byUrgency(
  a: Pick<VisitRow, 'deadline' | 'scheduledOn'>,
  b: Pick<VisitRow, 'deadline' | 'scheduledOn'>,
): number {
  const day = (row: typeof a) =>
    (row.deadline?.metOn ? null : row.deadline?.dueOn) ?? row.scheduledOn ?? '9';
  return day(a).localeCompare(day(b));
}

/** The own department's part first: it is what this officer came for. */
export function ownFirst<T extends { departmentId: Id }>(
  parts: readonly T[],
  departmentId: Id | null | undefined,
): T[] {
  const own = (part: T) => Number(part.departmentId === departmentId);
  return [...parts].sort((a, b) => own(b) - own(a));
}

/** The enterprise may know of the visit: the notice is out, or the urgent path has begun. */
export function announced(visit: Pick<VisitDetail, 'status'>): boolean {
  return visit.status === 'NOTIFIED' || visit.status === 'FINISHED' || underWay(visit);
}

export function underWay(visit: Pick<VisitDetail, 'status'>): boolean {
  return visit.status === 'IN_PROGRESS' || visit.status === 'APPROVAL_OWED';
}

/** Why this officer may not fill a section now; null when he may. */
export function whyNotFill(visit: VisitDetail, section: Section): string | null {
  if (!section.mine) return '这是其他部门的检查表，由该部门的执法人员填写，这里只能查看。';
  if (section.status === 'RETURNED') return mayFill(section);
  if (section.status === 'PUBLISHED') return '结果已公示，不能再改。确需更正的，由审核员办理更正。';
  if (section.status !== 'OPEN') return '这份检查表已提交，不能再改。确需更正的，请审核员退回。';
  if (visit.outcome === 'UNREACHABLE') return '这次检查已记录为无法联系，不需要填写检查表。';
  if (visit.status === 'FINISHED') return '现场检查已结束，检查表不能再改。';
  if (!underWay(visit)) return '还没有到场登记。请先“到场登记”，再填写检查表。';
  if (visit.signature || visit.refusal) return '企业已签字或已记录拒签，检查表不能再改。';
  const here = visit.checkIns.map((each) => each.officerNo);
  if (!section.members.some((member) => here.includes(member.officerNo))) {
    return `${section.departmentName}的执法人员还没有到场登记。请先“到场登记”。`;
  }
  return mayFill(section);
}

function mayFill(section: Section): string | null {
  return mayDo(section.allowedActions, 'FILL') ? null : '本账号现在不能填写这份检查表。';
}

/** How a department's part came out, in one line. */
export function outcomesOf(section: Section): string {
  const counts = (Object.keys(outcomeStates) as Outcome[])
    .map((outcome) => ({
      label: outcomeStates[outcome].label,
      count: (section.results ?? []).filter((each) => each.outcome === outcome).length,
    }))
    .filter((each) => each.count > 0)
    .map((each) => `${each.label} ${each.count} 项`);
  return [`共 ${section.itemCount} 项`, ...counts].join('，');
}

/** Why the enterprise cannot sign, or refuse to, now; null when it can. */
export function whyNotSign(visit: VisitDetail, act: 'SIGN' | 'REFUSE'): string | null {
  if (visit.acknowledgementOutdated) {
    return mayDo(visit.allowedActions, act) ? null : '本账号现在不能办理签字。';
  }
  if (visit.signature) return '企业已签字，不能重复办理。';
  if (visit.refusal) return '已记录拒签，不能重复办理。';
  if (visit.status === 'FINISHED') return '现场检查已结束，不再办理签字。';
  if (visit.outcome === 'UNREACHABLE') return '这次检查已记录为无法联系，不需要签字。';
  if (!visit.checkIns.length) return '还没有到场登记。请先“到场登记”，填完检查表，再请企业签字。';
  const gaps = openSections(visit);
  if (gaps.length) return `${gaps.join('，')}。各部门都填完并保存后，再请企业签字。`;
  return mayDo(visit.allowedActions, act) ? null : '本账号现在不能办理签字。';
}

function openSections(visit: VisitDetail): string[] {
  return visit.sections
    .filter((section) => section.missingCount > 0)
    .map((section) => `${section.departmentName}还差 ${section.missingCount} 项`);
}

export interface Step {
  name: string;
  title: string;
  note: string;
  look: 'done' | 'open' | 'warn' | 'off';
  sectionId?: number;
}

/** The way through a visit, each station with how it stands. */
export function stepsOf(visit: VisitDetail, unsaved: (sectionId: number) => boolean): Step[] {
  const may = (act: string) => mayDo(visit.allowedActions, act);
  const unreachable = visit.outcome === 'UNREACHABLE';
  const itemCount = visit.sections.reduce((sum, each) => sum + each.itemCount, 0);
  const steps: Step[] = [
    {
      name: 'task',
      title: '任务',
      note: `${visit.sections.length} 个部门，${itemCount} 个事项`,
      look: 'open',
    },
    { name: 'card', title: '亮证', note: '向企业出示执法证件和入企证明码', look: 'open' },
  ];
  if (unreachable) steps.push(unreachableStep(visit));
  if (!unreachable || visit.checkIns.length) steps.push(checkInStep(visit, may('CHECK_IN')));
  if (!unreachable) steps.push(...visit.sections.map((each) => sectionStep(visit, each, unsaved)));
  if (!unreachable) {
    steps.push({
      name: 'consultations',
      title: '现场解答',
      note: visit.consultations.length
        ? `已记录 ${visit.consultations.length} 条`
        : '企业没有提问可不填',
      look: visit.consultations.length ? 'done' : may('CONSULT') ? 'open' : 'off',
    });
    steps.push(signStep(visit));
  }
  return steps;
}

function unreachableStep(visit: VisitDetail): Step {
  const times = visit.attempts.map((each) => chineseTime(each.at).slice(5)).join('，');
  return { name: 'unreachable', title: '无法联系', note: `已联系：${times}`, look: 'done' };
}

function checkInStep(visit: VisitDetail, allowed: boolean): Step {
  const step = { name: 'check-in', title: '到场登记' };
  const count = new Set(visit.checkIns.map((each) => each.officerNo)).size;
  if (count) {
    const first = visit.checkIns[0];
    return { ...step, note: `${count} 人，${chineseTime(first.at)}`, look: 'done' };
  }
  return allowed
    ? { ...step, note: '输入纸质检查表上的检查码', look: 'open' }
    : { ...step, note: '批准并通知企业后办理', look: 'off' };
}

function sectionStep(
  visit: VisitDetail,
  section: Section,
  unsaved: (sectionId: number) => boolean,
): Step {
  const problems = section.problemCount ? `，发现问题 ${section.problemCount} 项` : '';
  const filled =
    section.missingCount === 0
      ? `${section.itemCount} 项已填完${problems}`
      : `共 ${section.itemCount} 项，还差 ${section.missingCount} 项${problems}`;
  const step = {
    name: 'section',
    title: `检查表·${section.departmentName}`,
    sectionId: section.id,
  };
  if (!section.mine) {
    return { ...step, note: `其他部门：${filled}`, look: section.missingCount ? 'off' : 'done' };
  }
  if (section.status === 'RETURNED') return { ...step, note: '被退回，请更正', look: 'warn' };
  if (unsaved(section.id)) return { ...step, note: `${filled}，有未保存的填写`, look: 'warn' };
  if (section.missingCount === 0) return { ...step, note: filled, look: 'done' };
  return { ...step, note: filled, look: whyNotFill(visit, section) ? 'off' : 'open' };
}

function signStep(visit: VisitDetail): Step {
  const step = { name: 'signature', title: '企业签字' };
  if (visit.acknowledgementOutdated) {
    return { ...step, note: '更正后的结果更重，请企业重新签字', look: 'warn' };
  }
  if (visit.signature) {
    return {
      ...step,
      note: `${visit.signature.signerName}（${visit.signature.signerRole}）已签字`,
      look: 'done',
    };
  }
  if (visit.refusal) {
    return { ...step, note: `已记录拒签，见证人 ${visit.refusal.witnessName}`, look: 'done' };
  }
  if (whyNotSign(visit, 'SIGN')) return { ...step, note: '各部门填完后请企业签字', look: 'off' };
  return { ...step, note: '请企业核对结果后签字', look: 'open' };
}

/** Nobody could be found: only as long as nothing was inspected. */
export function mayRecordUnreachable(visit: VisitDetail): boolean {
  const begun = visit.sections.some((section) => section.missingCount < section.itemCount);
  return mayDo(visit.allowedActions, 'RECORD_UNREACHABLE') && !begun;
}

/** What still stands between the officers and 结束检查. */
export function beforeFinish(visit: VisitDetail): string[] {
  if (visit.outcome === 'UNREACHABLE') return [];
  const gaps = openSections(visit);
  if (!visit.signature && !visit.refusal) gaps.push('企业还没有签字，也没有拒签记录');
  return gaps;
}
