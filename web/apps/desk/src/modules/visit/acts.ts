import { visits, type VisitRow } from '@mingchou/api';
import { quoted } from '@mingchou/domain';
import { reasonField, type PendingAct } from '@mingchou/ui';

export const visitActs = [
  { key: 'SCHEDULE', label: '排期', primary: true },
  { key: 'REQUEST_APPROVAL', label: '报批检查', primary: true },
  { key: 'APPROVE', label: '批准检查', primary: true },
  { key: 'RETURN', label: '退回' },
  { key: 'NOTIFY', label: '发送通知书', primary: true },
  { key: 'START_URGENTLY', label: '紧急先行检查', danger: true },
];

export function visitAct(key: string, visit: VisitRow): PendingAct | null {
  const { id, subjectName } = visit;
  switch (key) {
    case 'SCHEDULE':
      return {
        title: '排期',
        text: `${subjectName}：各部门同日到场，进一次门、查多项事。`,
        fields: [{ key: 'on', label: '检查日期', kind: 'date', required: true }],
        initial: { on: visit.scheduledOn },
        run: (input) => visits.schedule(id, String(input.on)),
      };
    case 'REQUEST_APPROVAL':
      return {
        title: '报批检查',
        text: '检查前须报行政机关负责人批准。',
        fields: [{ key: 'basis', label: '检查依据与事由', kind: 'textarea', required: true }],
        initial: { basis: `依据${quoted(visit.planTitle)}随机抽取结果` },
        run: (input) => visits.requestApproval(id, String(input.basis)),
      };
    case 'APPROVE':
      return { title: '批准检查', text: subjectName, run: () => visits.approve(id) };
    case 'RETURN':
      return {
        title: '退回',
        fields: [reasonField],
        run: (input) => visits.return(id, String(input.reason)),
      };
    case 'START_URGENTLY':
      return {
        title: '紧急先行检查',
        text: '情况紧急须先行检查的，检查后立即补办批准。',
        danger: true,
        fields: [reasonField],
        run: (input) => visits.startUrgently(id, String(input.reason)),
      };
    case 'NOTIFY':
      return {
        title: '发送行政检查通知书',
        text: `向“${subjectName}”发出通知书，企业凭编号可查看检查内容和人员。`,
        run: () => visits.notify(id),
      };
    default:
      return null;
  }
}
