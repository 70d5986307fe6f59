import type {
  DrawDetail,
  DrawStatus,
  ExclusionAuditStatus,
  ExclusionCode,
  FloorMode,
  PlanAudience,
  PlanMode,
  PlanStatus,
  VoidReason,
} from '@mingchou/api';
import { label, type Labels, type States } from './codes';

export const planStates: States<PlanStatus> = {
  DRAFT: { label: '起草', tone: 'neutral' },
  SUBMITTED: { label: '待审批', tone: 'warn' },
  APPROVED: { label: '已批准', tone: 'progress' },
  CLOSED: { label: '已办结', tone: 'good' },
  CANCELLED: { label: '已撤销', tone: 'neutral' },
};

export const floorModes: Labels<FloorMode> = {
  OVERALL: '各等级共计不低于',
  PER_TIER: '各等级均不低于',
};

export const planModes: Labels<PlanMode> = {
  OPEN: '名单即时公开',
  SEALED: '名单封存、检查后启封',
};

export const planModeMeanings: Labels<PlanMode> = {
  OPEN: '抽取结果一经算出，抽中企业的名称就向所有人公开。',
  SEALED:
    '抽查时间结束以前不公布抽中的企业，接触名单的人在公开日志中记名；结束次日起由牵头部门启封，过七日仍未启封的自动启封。',
};

export const planAudiences: Labels<PlanAudience> = {
  PARTIES: '完整证书只给当事方和监督机关',
  PUBLIC: '完整证书向所有人公开',
};

export const planAudienceMeanings: Labels<PlanAudience> = {
  PARTIES: '其他人看到汇总数和外部重算的结论，推不出企业的信用风险等级。',
  PUBLIC:
    '算出结果后，任何人都能下载全部名单（含等级）、种子和票号，从头重算；只用于等级本来就公开的抽查。',
};

/** What one switch undoes of the other; null when they go together. The server refuses what does not. */
export function switchesConflict(plan: { mode: PlanMode; audience: PlanAudience }): string | null {
  return plan.mode === 'SEALED' && plan.audience === 'PUBLIC'
    ? `完整证书一公开，谁都能算出封存的名单。名单要保密到检查后，请选“${planAudiences.PARTIES}”；要公开证书，请选“${planModes.OPEN}”。`
    : null;
}

/** Both switches in a line, e.g. for a confirmation. */
export function switchesText(plan: { mode: PlanMode; audience: PlanAudience }): string {
  return `${planModes[plan.mode]}；${planAudiences[plan.audience]}`;
}

export const exclusionCodes: Labels<ExclusionCode> = {
  X01: '已达年度检查频次上限',
  X02: '注销或吊销',
  X03: '迁出本辖区',
  X04: '依法不列入',
  X05: '包容审慎（观察期）名单',
  X06: '其他（须说明理由）',
  X07: '没有适用的抽查事项',
};

/** X02, X03 and X07 follow from the directories; nobody asks for them. */
export const proposableExclusions: ExclusionCode[] = ['X01', 'X04', 'X05', 'X06'];

export const exclusionStates: States<'PROPOSED' | 'APPROVED' | 'REJECTED'> = {
  PROPOSED: { label: '待审批', tone: 'warn' },
  APPROVED: { label: '已同意排除', tone: 'good' },
  REJECTED: { label: '未同意', tone: 'neutral' },
};

export const exclusionAuditStates: States<ExclusionAuditStatus> = {
  OPEN: { label: '待查核', tone: 'warn' },
  UPHELD: { label: '排除成立', tone: 'good' },
  REFUTED: { label: '排除不成立', tone: 'bad' },
};

export const drawStates: States<DrawStatus> = {
  FROZEN: { label: '已冻结，待承诺', tone: 'progress' },
  OPENED: { label: '已开启，待揭示', tone: 'progress' },
  REVEALED: { label: '已揭示，待信标', tone: 'progress' },
  BEACON_SET: { label: '信标已定', tone: 'progress' },
  DRAWN: { label: '已抽取，待确认', tone: 'progress' },
  CONFIRMED: { label: '名单已确认，待二次揭示', tone: 'warn' },
  WITHHELD: { label: '二次揭示逾期，待补掷信标', tone: 'warn' },
  SETTLED: { label: '替补与人员可定', tone: 'good' },
  VOID: { label: '作废', tone: 'bad' },
};

/** Without a beacon nobody waits for one. */
export function drawStatesOf(draw: { withoutBeacon: boolean }): States<DrawStatus> {
  return draw.withoutBeacon
    ? { ...drawStates, REVEALED: { label: '已揭示，待计算', tone: 'progress' } }
    : drawStates;
}

/** Steps of the ceremony; `from` is the state in which the step is being done. */
export const drawSteps: { title: string; hint: string; doneIn: DrawStatus[] }[] = [
  { title: '冻结', hint: '对象、人员、回避名单不再变动', doneIn: [] },
  { title: '承诺', hint: '各方提交两个秘密数的摘要', doneIn: ['FROZEN'] },
  { title: '开启', hint: '摘要写入透明日志', doneIn: [] },
  { title: '揭示', hint: '各方公开第一个秘密数', doneIn: ['OPENED'] },
  { title: '信标', hint: '公开产生，任何一方不能左右', doneIn: ['REVEALED'] },
  { title: '计算', hint: '只算一次，任何人可复算', doneIn: ['BEACON_SET'] },
  { title: '确认', hint: '各部门比对确认名单', doneIn: ['DRAWN'] },
  { title: '二次揭示', hint: '产生替补顺序与人员匹配', doneIn: ['CONFIRMED', 'WITHHELD'] },
];

/** What of a draw says how far it came. */
export type DrawCourse = Pick<
  DrawDetail,
  'status' | 'withoutBeacon' | 'openedAt' | 'beaconText' | 'computedAt'
> & { parties: Pick<DrawDetail['parties'][number], 'committedAt' | 'revealedAt'>[] };

/** Index of the step in progress, of a void draw that in which it was voided; the number of steps when all are done. */
export function drawStepOf(draw: DrawCourse): number {
  const committed = draw.parties.every((p) => p.committedAt);
  if (draw.status !== 'VOID') return drawStep(draw.status, committed, draw.withoutBeacon);
  if (!draw.openedAt) return drawStep('FROZEN', committed);
  if (draw.computedAt) return drawStep('DRAWN');
  if (draw.beaconText) return drawStep('BEACON_SET');
  return draw.parties.every((p) => p.revealedAt)
    ? drawStep('REVEALED', true, draw.withoutBeacon)
    : drawStep('OPENED');
}

/** The word under a step. */
export function drawStepWord(index: number, at: number, isVoid: boolean): string {
  if (index < at) return '已完成';
  if (isVoid) return index === at ? '在此步作废' : '未进行';
  return index === at ? drawSteps[index]!.hint : '';
}

/** Index of the step of a draw in force; the number of steps when all are done. */
function drawStep(status: DrawStatus, allCommitted = false, withoutBeacon = false): number {
  if (status === 'REVEALED' && withoutBeacon) return 5;
  // Frozen and committed by all: what is missing is the opening.
  if (status === 'FROZEN' && allCommitted) return 2;
  const index = drawSteps.findIndex((step) => step.doneIn.includes(status));
  return index < 0 ? drawSteps.length : index;
}

export const voidReasons: Labels<VoidReason> = {
  REVEAL_DEADLINE: '揭示期限已过，有当事方未揭示',
  UNWITNESSED: '见证人未及时副署，所定的信标不能使用',
  FRAME_WRONG: '冻结的名单有差错',
  PARTY_UNABLE: '当事方无法继续参加',
  SECRET_LOST: '当事方遗失所承诺的秘密数',
  PROCEDURE_BROKEN: '程序未按规定进行',
};

/** Clause 3.4: a repeated draw takes the frame over as it is, so it cannot mend a wrong one. */
export const sameFrameWarning =
  '作废后重抽沿用同一份冻结名单，逐字节不变；名单有差错的，重抽改不了，须另编新的计划抽取。';

/** What the votes for voiding a draw came to; two parties outside the lead department must agree. */
export function voidVotesNote(draw: Pick<DrawDetail, 'status' | 'voidVotes'>): string {
  if (draw.status === 'VOID')
    return draw.voidVotes.length < 2
      ? '不足两方，本次抽取不是因此作废。'
      : '两方事由一致，已作废。';
  return ['FROZEN', 'OPENED', 'REVEALED'].includes(draw.status)
    ? '还须牵头部门以外的另一个当事方以同一事由同意（限信标公布之前），才作废；在此之前抽取照常进行。'
    : '不足两方同意，没有作废；现在已不能再作废。';
}

/** What an entry of the log of the draws says. */
export const logKinds: Record<string, string> = {
  OPENING: '开启',
  REVEAL: '揭示第一个秘密数',
  BEACON: '信标',
  RESULT: '抽取结果',
  VERDICT: '外部重算结论',
  VOID: '作废',
  CONFIRMED: '关闭名单确认',
  REVEAL2: '揭示第二个秘密数',
  WITHHELD: '逾期未作二次揭示',
  BEACON2: '补掷的信标',
  SUBST: '替补名单',
  MATCH: '人员匹配',
  ACCESS: '查阅名单',
  UNSEAL: '启封名单',
};

/** What an entry of the log holds: a digest as it is, of a void draw the reason in words. */
export function logContent(entry: { kind: string; digest: string }): string {
  return entry.kind === 'VOID' ? label(voidReasons, entry.digest) : entry.digest;
}

/** A line of beacon.txt as people say it; dice as they are. */
export function beaconWords(line: string | null): string {
  const lottery = /^lottery=\S+ issue=\S+ numbers=(\S+)$/.exec(line ?? '');
  if (lottery) return lottery[1]!.replaceAll(',', ' ').replace('+', ' + ');
  const drand = /^round=\S+ randomness=(\S+) signature=\S+$/.exec(line ?? '');
  return drand ? `随机数 ${drand[1]}` : (line ?? '');
}

/** Which beacon and which round: `福彩双色球 2026-05-14 开奖`. */
export function beaconName(label: string, bound: string | null): string {
  return `${label} ${beaconRound(bound)}`.trim();
}

/** `lottery:ssq:20260514` in words: which round serves. */
export function beaconRound(bound: string | null): string {
  const [kind, , round] = (bound ?? '').split(':');
  if (!round) return '';
  return kind === 'lottery'
    ? `${round.slice(0, 4)}-${round.slice(4, 6)}-${round.slice(6)} 开奖`
    : `第 ${round} 轮`;
}
