import type {
  AssignmentStatus,
  DropOutCode,
  Figure,
  FollowUpStatus,
  GroupStatus,
  Measure,
  Outcome,
  OutboxStatus,
  PublicationStatus,
  ReplacementCode,
  SectionStatus,
  VisitOutcome,
  VisitStatus,
} from '@mingchou/api';
import type { Labels, States } from './codes';

export const assignmentStates: States<AssignmentStatus> = {
  DISPATCHED: { label: '待比对确认', tone: 'warn' },
  CONFIRMED: { label: '已确认，待认领', tone: 'progress' },
  CLAIMED: { label: '已认领，待匹配', tone: 'progress' },
  STAFFED: { label: '已编组', tone: 'good' },
  NOT_APPLICABLE: { label: '无此业务', tone: 'neutral' },
  DROPPED: { label: '对象已退出', tone: 'neutral' },
};

export const dropOutStates: States<'PROPOSED' | 'FIRST_APPROVED' | 'APPROVED' | 'REJECTED'> = {
  PROPOSED: { label: '待第一人批准', tone: 'warn' },
  FIRST_APPROVED: { label: '待第二人批准', tone: 'warn' },
  APPROVED: { label: '已批准退出', tone: 'good' },
  REJECTED: { label: '未批准', tone: 'neutral' },
};

export const dropOutCodes: Labels<DropOutCode> = {
  S1: '注销',
  S2: '无法联系（两次尝试，附照片）',
  S3: '不可抗力',
  S4: '重复',
  S5: '不属本辖区',
};

export const groupStates: States<GroupStatus> = {
  UNSTAFFED: { label: '未配齐', tone: 'bad' },
  MANUAL_PROPOSED: { label: '人工指派待批准', tone: 'warn' },
  STAFFED: { label: '人员已编组', tone: 'good' },
  DISSOLVED: { label: '编组已解除', tone: 'neutral' },
};

export const replacementCodes: Labels<ReplacementCode> = {
  ILLNESS: '因病',
  RECUSAL: '回避',
  LEFT: '调离',
  DUTY: '公务冲突',
  CERTIFICATE: '证件到期或被收回',
};

export const visitOutcomes: Labels<VisitOutcome> = {
  INSPECTED: '已检查',
  UNREACHABLE: '无法联系',
};

export const visitStates: States<VisitStatus> = {
  PLANNED: { label: '待安排', tone: 'warn' },
  SCHEDULED: { label: '已排期，待报批', tone: 'warn' },
  APPROVAL_REQUESTED: { label: '待审批', tone: 'warn' },
  APPROVED: { label: '已批准', tone: 'progress' },
  NOTIFIED: { label: '已通知', tone: 'progress' },
  APPROVAL_OWED: { label: '先行检查·待补批', tone: 'warn' },
  IN_PROGRESS: { label: '检查中', tone: 'progress' },
  FINISHED: { label: '现场已结束', tone: 'good' },
  CANCELLED: { label: '已取消', tone: 'neutral' },
};

export const sectionStates: States<SectionStatus> = {
  OPEN: { label: '待提交', tone: 'progress' },
  SUBMITTED: { label: '待审核', tone: 'warn' },
  RETURNED: { label: '已退回', tone: 'bad' },
  PUBLISHED: { label: '已公示', tone: 'good' },
  CANCELLED: { label: '已取消', tone: 'neutral' },
};

export const outcomeStates: States<Outcome> = {
  NO_PROBLEM: { label: '未发现问题', tone: 'good' },
  PROBLEM: { label: '发现问题', tone: 'bad' },
  NOT_CHECKED: { label: '未检查', tone: 'neutral' },
  ABSENT_WITH_REASON: { label: '合理缺项', tone: 'neutral' },
};

export const measureLabels: Labels<Measure> = {
  ORDER_CORRECTION: '责令改正',
  ABNORMAL_LIST: '列入异常建议',
  CASE_CLUE: '立案线索',
  TRANSFER: '移送',
};

export const publicationStates: States<PublicationStatus> = {
  PUBLISHED: { label: '公示中', tone: 'good' },
  CORRECTED: { label: '已更正，公示中', tone: 'warn' },
  WITHDRAWN: { label: '已撤下', tone: 'neutral' },
};

export const followUpStates: States<FollowUpStatus> = {
  OPEN: { label: '处置中', tone: 'warn' },
  TRANSFERRED: { label: '已移送·待接收', tone: 'progress' },
  RECEIVED: { label: '已移送·已接收', tone: 'good' },
  CLOSED: { label: '已办结', tone: 'good' },
  CANCELLED: { label: '已撤销', tone: 'neutral' },
};

export const outboxStates: States<OutboxStatus> = {
  PENDING: { label: '待发送', tone: 'neutral' },
  SENT: { label: '已发送，待回执', tone: 'progress' },
  ACCEPTED: { label: '对方已接收', tone: 'good' },
  REFUSED: { label: '对方拒收', tone: 'bad' },
  FAILED: { label: '发送失败', tone: 'bad' },
};

export const differenceLabels: Labels<'MISSING' | 'DIFFERENT' | 'EXTRA' | 'LATE' | 'REFUSED'> = {
  MISSING: '对方未收到',
  DIFFERENT: '内容不一致',
  EXTRA: '对方多出',
  LATE: '逾期未回执',
  REFUSED: '对方拒收',
};

/** The ten figures in the order of the annex, with unit. */
export const figureLabels: Record<Figure, { label: string; unit: string; group: string }> = {
  enterprises: { label: '随机抽查企业', unit: '户', group: '抽查' },
  officerVisits: { label: '随机抽取执法检查人员', unit: '人次', group: '抽查' },
  departments: { label: '涉及检查部门', unit: '个', group: '抽查' },
  items: { label: '检查项目', unit: '个', group: '抽查' },
  problemItems: { label: '发现问题事项', unit: '项', group: '抽查结果' },
  problemEnterprises: { label: '发现问题企业', unit: '户', group: '抽查结果' },
  orderedToCorrect: { label: '责令改正', unit: '户', group: '抽查结果处理' },
  abnormalListed: { label: '应列入异常', unit: '户', group: '抽查结果处理' },
  casesFiled: { label: '涉嫌违法立案调查', unit: '户', group: '抽查结果处理' },
  consultations: { label: '现场解答疑难问题', unit: '个', group: '服务' },
};
