import type { FairnessGroup } from '@mingchou/api';

/** GB/T 4754, the letters; the public page of fairness says the same. */
const industries: Record<string, string> = {
  A: '农、林、牧、渔业',
  B: '采矿业',
  C: '制造业',
  D: '电力、热力、燃气及水生产和供应业',
  E: '建筑业',
  F: '批发和零售业',
  G: '交通运输、仓储和邮政业',
  H: '住宿和餐饮业',
  I: '信息传输、软件和信息技术服务业',
  J: '金融业',
  K: '房地产业',
  L: '租赁和商务服务业',
  M: '科学研究和技术服务业',
  N: '水利、环境和公共设施管理业',
  O: '居民服务、修理和其他服务业',
  P: '教育',
  Q: '卫生和社会工作',
  R: '文化、体育和娱乐业',
  S: '公共管理、社会保障和社会组织',
  T: '国际组织',
};
/** By the year from which a band counts. */
const ages: Record<string, string> = {
  '00': '不满 1 年',
  '01': '1 至 3 年',
  '03': '3 至 5 年',
  '05': '5 至 10 年',
  '10': '10 年以上',
};

/** What a group of the fairness table is called; an unknown code stands for itself. */
export function fairnessGroupName(g: Pick<FairnessGroup, 'dimension' | 'group'>): string {
  if (g.group === '?') return '名录中没有登记';
  switch (g.dimension) {
    case 'INDUSTRY':
      return industries[g.group] ?? g.group;
    case 'AGE':
      return ages[g.group] ?? g.group;
    case 'POSITION':
      return /^\d+$/.test(g.group) ? `第 ${Number(g.group)} 段` : g.group;
    case 'DISTRICT':
      return /^\d+$/.test(g.group) ? `住所未写明乡镇、街道（${g.group}）` : g.group;
    case 'TIER':
      return g.group === 'N' || g.group === '-' ? '未分级' : `${g.group} 级`;
  }
}
