import type { Section, VisitDetail, VisitRow } from '@mingchou/api';
import { chineseDate, chineseTime, deadlineText, mayDo } from '@mingchou/domain';

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
      text: `${what}${deadlineText(clock)}（${chineseDate(clock.dueOn)}止${clock.provisional ? '，暂定' : ''}）`,
      tone: clock.overdue ? 'late' : clock.remainingWorkingDays <= 2 ? 'soon' : '',
    };
  }
  if (!visit.scheduledOn) return { text: '尚未安排检查日期', tone: '' };
  const day = `检查日 ${chineseDate(visit.scheduledOn)}`;
  if (visit.status === 'FINISHED') return { text: day, tone: '' };
  if (visit.scheduledOn === today) return { text: `${day}（今天）`, tone: 'soon' };
  if (visit.scheduledOn < today) return { text: `${day}（已过）`, tone: 'late' };
  return { text: day, tone: '' };
}

export function underWay(visit: Pick<VisitDetail, 'status'>): boolean {
  return visit.status === 'IN_PROGRESS' || visit.status === 'APPROVAL_OWED';
}

/** Why this officer may not fill a section now; null when he may. */
export function whyNotFill(visit: VisitDetail, section: Section): string | null {
  if (!section.mine) return '这是其他部门的检查表，由该部门的执法人员填写，这里只能查看。';
  if (section.status === 'RETURNED') return mayFill(section);
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
    { name: 'card', title: '亮证', note: '向企业出示执法证件', look: 'open' },
    checkInStep(visit, may('CHECK_IN')),
  ];
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
    steps.push(signStep(visit, may('SIGN')));
  }
  return steps;
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

function signStep(visit: VisitDetail, allowed: boolean): Step {
  const step = { name: 'signature', title: '企业签字' };
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
  return { ...step, note: '各部门填完后请企业签字', look: allowed ? 'open' : 'off' };
}

/** What still stands between the officers and 结束检查. */
export function beforeFinish(visit: VisitDetail): string[] {
  if (visit.outcome === 'UNREACHABLE') return [];
  const gaps = visit.sections
    .filter((section) => section.missingCount > 0)
    .map((section) => `${section.departmentName}还差 ${section.missingCount} 项`);
  if (!visit.signature && !visit.refusal) gaps.push('企业还没有签字，也没有拒签记录');
  return gaps;
}
