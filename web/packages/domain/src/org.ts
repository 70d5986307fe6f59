import type { Role } from '@mingchou/api';
import type { Labels } from './codes';

export const roleLabels: Labels<Role> = {
  SYSTEM_ADMIN: '系统管理员',
  SECURITY_ADMIN: '安全管理员',
  AUDIT_ADMIN: '审计管理员',
  REGISTRAR: '名录管理员',
  PLANNER: '计划员（牵头部门）',
  DEPARTMENT_ADMIN: '部门管理员',
  APPROVER: '审批人',
  OFFICER: '执法人员',
  REVIEWER: '审核员',
  FOLLOWUP_HANDLER: '后续处置人',
  SUPERVISOR: '司法行政监督员',
  WITNESS: '见证人',
  PARTY: '抽取当事方',
};

/** What each role may do, for the page that grants it. */
export const roleDuties: Labels<Role> = {
  SYSTEM_ADMIN: '维护机构、账号和工作日历，不授予角色',
  SECURITY_ADMIN: '授予和收回角色、解锁账号',
  AUDIT_ADMIN: '查阅审计日志',
  REGISTRAR: '维护检查对象、执法人员、抽查事项三项名录',
  PLANNER: '编制计划、冻结名单、组织抽取、统计',
  DEPARTMENT_ADMIN: '比对确认、认领、编组、申报回避与退出',
  APPROVER: '审批计划、排除、退出、检查和人工指派',
  OFFICER: '现场检查并填写检查表',
  REVIEWER: '审核检查结果并公示',
  FOLLOWUP_HANDLER: '办理后续处置',
  SUPERVISOR: '查阅本辖区全部事项，不办理',
  WITNESS: '承诺、揭示并录入信标',
  PARTY: '承诺并揭示秘密数',
};

/** Mirrors the server's DutyRules for the hint beside the check boxes; the server decides. */
export function dutyConflict(roles: Role[]): string | null {
  const has = (role: Role) => roles.includes(role);
  const admins = roles.filter((role) => role.endsWith('_ADMIN') && role !== 'DEPARTMENT_ADMIN');
  if (admins.length && roles.length > 1) return '三类管理员不得兼任，也不得再担任其他角色。';
  if (has('REGISTRAR') && (has('PLANNER') || has('WITNESS') || has('PARTY')))
    return '名录管理员不得兼任计划员、见证人或抽取当事方。';
  if (has('SUPERVISOR') && roles.length > 1) return '监督员只读，不得兼任办理业务的角色。';
  return null;
}
