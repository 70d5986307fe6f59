import {
  ApiProblem,
  assignments,
  type AssignmentRow,
  type DropOut,
  type DropOutCode,
} from '@mingchou/api';
import { chineseTime, dropOutCodes, label, options } from '@mingchou/domain';
import { reasonField, type PendingAct } from '@mingchou/ui';

/** Acts on one assignment; each page shows those the server allows. */
export const assignmentActs = [
  { key: 'CONFIRM', label: '确认', primary: true },
  { key: 'CLAIM', label: '认领', primary: true },
  { key: 'NOT_APPLICABLE', label: '无此业务' },
  { key: 'PROPOSE_DROP_OUT', label: '申请退出' },
];

/** A drop-out is an act on the draw, not on the assignment: open while the list is. */
export function allowedOn(row: AssignmentRow, departmentAdmin: boolean): string[] {
  const open = row.status === 'DISPATCHED' || row.status === 'CONFIRMED';
  return open && departmentAdmin ? [...row.allowedActions, 'PROPOSE_DROP_OUT'] : row.allowedActions;
}

export function assignmentAct(key: string, row: AssignmentRow): PendingAct | null {
  switch (key) {
    case 'CONFIRM':
      return {
        title: '确认',
        text: `已比对“${row.subjectName}”的名称、住所和适用事项，确认由本部门检查。`,
        run: () => assignments.confirm(row.id),
      };
    case 'CLAIM':
      return { title: '认领', text: row.subjectName, run: () => assignments.claim(row.id) };
    case 'NOT_APPLICABLE':
      return {
        title: '无此业务',
        text: '该企业没有本部门事项涉及的业务：本部门部分取消，其他部门照常检查。',
        fields: [
          { key: 'reason', label: '核实情况', kind: 'textarea', required: true },
          { key: 'evidence', label: '证明材料', kind: 'evidence', required: true },
        ],
        run: (input) =>
          assignments.notApplicable(
            row.id,
            String(input.reason),
            (input.evidence as string) ?? null,
          ),
      };
    case 'PROPOSE_DROP_OUT':
      return {
        title: '申请退出',
        text: `“${row.subjectName}”整户退出本次抽查，由两名审批人先后批准；替补在名单关闭后按第二种子产生。`,
        fields: [
          {
            key: 'code',
            label: '退出情形',
            kind: 'select',
            required: true,
            options: options(dropOutCodes).map((o) => ({ ...o, label: `${o.value} ${o.label}` })),
          },
          { key: 'reason', label: '说明', kind: 'textarea', required: true },
          { key: 'firstAt', label: '第一次联系的时间（仅“无法联系”）', kind: 'datetime' },
          { key: 'firstNote', label: '第一次联系的经过', kind: 'text' },
          {
            key: 'secondAt',
            label: '第二次联系的时间（仅“无法联系”）',
            kind: 'datetime',
            hint: '与第一次相隔不少于 2 小时',
          },
          { key: 'secondNote', label: '第二次联系的经过', kind: 'text' },
          { key: 'evidence', label: '证明材料', kind: 'evidence', required: true },
        ],
        run: (input) =>
          assignments.proposeDropOut(row.drawId, {
            objectId: row.objectId,
            code: input.code as DropOutCode,
            reason: String(input.reason),
            evidence: String(input.evidence),
            attempts: toAttempts(input),
          }),
      };
    default:
      return null;
  }
}

/** The two decisions on a drop-out: whoever decides has the attempts and the evidence before him. */
export function dropOutAct(key: string, row: DropOut): PendingAct {
  const about = [
    `${row.subjectName}：${row.code} ${label(dropOutCodes, row.code)}`,
    row.reason,
    ...row.attempts.map(attemptLine),
    `${row.proposedBy}（${row.departmentName}）${chineseTime(row.proposedAt)} 申请`,
  ].join('\n');
  const files = row.evidence
    ? [{ label: '证明材料', href: assignments.dropOutEvidenceUrl(row.id) }]
    : [];
  return key === 'APPROVE'
    ? {
        title: '批准退出',
        text: `${about}\n请先查看证明材料。须由两名审批人先后批准，申请人不得批准。`,
        files,
        run: () => assignments.approveDropOut(row.id),
      }
    : {
        title: '不予批准',
        text: about,
        files,
        fields: [reasonField],
        run: (input) => assignments.rejectDropOut(row.id, String(input.reason)),
      };
}

export function attemptLine(attempt: DropOut['attempts'][number], index: number): string {
  return `第 ${index + 1} 次联系 ${chineseTime(attempt.at)}：${attempt.note}`;
}

/** Half a contact is refused: it is evidence and must not get lost. */
function toAttempts(input: Record<string, unknown>): { at: string; note: string }[] {
  const attempts: { at: string; note: string }[] = [];
  for (const which of ['first', 'second']) {
    const at = String(input[`${which}At`] ?? '');
    const note = String(input[`${which}Note`] ?? '').trim();
    if (!at && !note) continue;
    if (!at || !note) {
      throw new ApiProblem(400, {
        title: '填报内容需要修改',
        detail: '每次联系都要写明时间和经过。',
        errors: [
          at
            ? { field: `${which}Note`, reason: '请写明联系的经过' }
            : { field: `${which}At`, reason: '请选择联系的时间' },
        ],
      });
    }
    attempts.push({ at: `${at}:00+08:00`, note });
  }
  return attempts;
}
