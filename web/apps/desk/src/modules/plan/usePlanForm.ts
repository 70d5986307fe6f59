import type { FieldError, PlanDetail, PlanInput } from '@mingchou/api';

export function emptyPlan(today: string): PlanInput {
  return {
    year: Number(today.slice(0, 4)) || 2026,
    sequence: 1,
    windowFrom: '',
    windowTo: '',
    basis: '',
    scope: { always: true },
    departments: [],
    ratio: {
      tierScheme: 'CREDIT',
      tierAsOf: '',
      byTier: { A: 100, B: 300, C: 1000, D: 2000 },
      floorMode: 'OVERALL',
      floor: 300,
      reserve: 2000,
      base: 'ALL',
    },
    confirmWorkingDays: 2,
    publishWorkingDays: 20,
    followUpWorkingDays: 20,
  };
}

export function fromDetail(plan: PlanDetail): PlanInput {
  return {
    version: plan.version,
    year: plan.year,
    sequence: plan.sequence,
    windowFrom: plan.windowFrom,
    windowTo: plan.windowTo,
    basis: plan.basis,
    scope: plan.scope,
    departments: plan.departments.map((d) => ({
      departmentId: d.departmentId,
      groupSize: d.groupSize,
      itemVersionIds: d.items.map((item) => item.itemVersionId),
    })),
    ratio: { ...plan.ratio, byTier: { ...plan.ratio.byTier } },
    confirmWorkingDays: plan.confirmWorkingDays,
    publishWorkingDays: plan.publishWorkingDays,
    followUpWorkingDays: plan.followUpWorkingDays,
  };
}

/** What the wizard's step still asks for. The server checks again. */
export function mendStep(step: number, plan: PlanInput): FieldError[] {
  const errors: FieldError[] = [];
  if (step === 0) {
    if (!plan.windowFrom) errors.push({ field: 'windowFrom', reason: '请选择抽查开始日期' });
    if (!plan.windowTo) errors.push({ field: 'windowTo', reason: '请选择抽查结束日期' });
    if (plan.windowFrom && plan.windowTo && plan.windowTo <= plan.windowFrom)
      errors.push({ field: 'windowTo', reason: `结束日期须晚于开始日期（${plan.windowFrom}）` });
    if (!plan.basis.trim()) errors.push({ field: 'basis', reason: '请填写编制依据' });
  }
  if (step === 1) {
    if (!plan.departments.length)
      errors.push({ field: 'departments', reason: '请至少选择一个参加部门' });
    for (const d of plan.departments)
      if (!d.itemVersionIds.length)
        errors.push({ field: 'departments', reason: '请为每个参加部门至少选择一个抽查事项' });
  }
  if (step === 2 && !plan.ratio.tierAsOf)
    errors.push({ field: 'tierAsOf', reason: '请选择等级评定截止日（至少早于冻结 7 日）' });
  return errors;
}
