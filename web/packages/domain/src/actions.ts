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
  BEACON: '录入信标',
  COMPUTE: '计算',
  REVEAL_SECOND: '二次揭示',
  VOID: '作废',
  CONFIRM: '确认',
  CLAIM: '认领',
  NOT_APPLICABLE: '无此业务',
  PROPOSE_DROP_OUT: '申请退出',
  CLOSE_CONFIRMATIONS: '关闭比对确认',
  ADD_ASSISTANT: '选派专业人员',
  REPLACE: '更换人员',
  STAFF_MANUALLY: '人工指派',
  APPROVE_MANUAL: '批准人工指派',
  SCHEDULE: '排期',
  REQUEST_APPROVAL: '报批检查',
  NOTIFY: '发送通知书',
  PUBLISH: '公示',
  CORRECT: '更正',
  WITHDRAW: '撤下',
  TRANSFER: '移送',
  RECEIVE: '接收',
  RETRY: '重新发送',
};

/** The server may say `SUBMIT` or `submit-plan`; compare on one spelling. */
export function normalAction(action: string): string {
  return action.replace(/-/g, '_').toUpperCase();
}

export function mayDo(actions: readonly string[] | undefined, wanted: string): boolean {
  return (actions ?? []).some((action) => {
    const name = normalAction(action);
    return name === wanted || name.startsWith(`${wanted}_`);
  });
}
