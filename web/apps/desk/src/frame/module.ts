import type { Role } from '@mingchou/api';
import type { RouteRecordRaw } from 'vue-router';

/** Groups of the menu, in chain order. */
export const menuGroups = [
  '',
  '三项名录',
  '计划与抽取',
  '派发与编组',
  '检查与结果',
  '统计与交换',
  '系统',
] as const;

export interface MenuEntry {
  title: string;
  path: string;
  group: (typeof menuGroups)[number];
  /** Who sees it. The server decides what may be done. Absent: everyone. */
  roles?: Role[];
}

/** One feature of the desk: its pages, its place in the menu, who sees it. */
export interface DeskModule {
  menu: MenuEntry[];
  routes: RouteRecordRaw[];
}

export function defineModule(module: DeskModule): DeskModule {
  return module;
}

/** Every role that works on inspections; the three administrators do not. */
export const business: Role[] = [
  'REGISTRAR',
  'PLANNER',
  'DEPARTMENT_ADMIN',
  'APPROVER',
  'OFFICER',
  'REVIEWER',
  'FOLLOWUP_HANDLER',
  'SUPERVISOR',
];
