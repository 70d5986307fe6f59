/** Names of the acts in `allowedActions`, as the button says them. Keys as the server sends them, upper snake. */
export const actionLabels: Record<string, string> = {
  EDIT: '修改',
  UPDATE: '修改',
  SUBMIT: '提交审批',
  APPROVE: '批准',
  RETURN: '退回',
  REJECT: '不予批准',
  CANCEL: '撤销',
  CLOSE: '办结',
  FREEZE: '冻结名单',
  COMMIT: '提交承诺',
  OPEN: '开启',
  REVEAL: '揭示',
  SET_BEACON: '录入信标',
  COMPUTE: '计算',
  REVEAL_SECOND: '二次揭示',
  VOID: '作废',
  CONFIRM: '确认',
  CLAIM: '认领',
  NOT_APPLICABLE: '无此业务',
  EXCLUDE: '申报排除',
  CLOSE_CONFIRMATIONS: '关闭比对确认',
  ADD_ASSISTANT: '选派专业人员',
  REPLACE: '更换人员',
  PROPOSE_MANUAL: '人工指派',
  REJECT_MANUAL: '不批准人工指派',
  APPROVE_MANUAL: '批准人工指派',
  SCHEDULE: '排期',
  REQUEST_APPROVAL: '报批检查',
  START_URGENTLY: '紧急先行检查',
  NOTIFY: '发送通知书',
  PUBLISH: '公示',
  CORRECT: '更正',
  WITHDRAW: '撤下',
  TRANSFER: '移送',
  RECEIVE: '接收',
  RETRY: '重新发送',
};

/** Whether the server offers the act; names are the constants of its act enums. */
export function mayDo(actions: readonly string[] | undefined, wanted: string): boolean {
  return (actions ?? []).includes(wanted);
}
