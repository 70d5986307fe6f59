import { followUps, type FollowUp } from '@mingchou/api';
import type { PendingAct } from '@mingchou/ui';

export const followUpActs = [
  { key: 'RECEIVE', label: '接收', primary: true },
  { key: 'CLOSE', label: '办结', primary: true },
  { key: 'TRANSFER', label: '移送' },
];

export function followUpAct(
  key: string,
  row: FollowUp,
  departments: readonly { value: number; label: string }[],
): PendingAct | null {
  switch (key) {
    case 'RECEIVE':
      return {
        title: '接收移送',
        text: row.transferNote ?? '',
        run: () => followUps.receive(row.id),
      };
    case 'CLOSE':
      return {
        title: '办结',
        fields: [
          { key: 'outcome', label: '处置结果', kind: 'textarea', required: true },
          { key: 'evidence', label: '证明材料', kind: 'evidence', required: true },
        ],
        run: (input) => followUps.close(row.id, String(input.outcome), String(input.evidence)),
      };
    case 'TRANSFER':
      return {
        title: '移送',
        fields: [
          {
            key: 'to',
            label: '接收部门',
            kind: 'select',
            required: true,
            options: departments.filter((d) => d.value !== row.departmentId),
          },
          { key: 'note', label: '移送说明', kind: 'textarea', required: true },
        ],
        run: (input) => followUps.transfer(row.id, Number(input.to), String(input.note)),
      };
    default:
      return null;
  }
}
