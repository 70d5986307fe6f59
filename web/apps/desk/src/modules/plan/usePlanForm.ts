import type { FieldError, PlanDetail, PlanInput } from '@mingchou/api';

export function emptyPlan(today: string): PlanInput {
  return {
    year: Number(today.slice(0, 4)) || 2026,
    number: 1,
    from: '',
    to: '',
    basis: '',
    basisDocuments: [],
    scope: { always: true },
    departments: [],
    ratio: {
      byTier: { A: 100, B: 300, C: 1000, D: 2000 },
      floorMode: 'OVERALL',
      floor: 300,
      reserve: 2000,
      base: 'ALL',
    },
    tierAsOf: null,
    publishStart: 'VISIT_FINISHED',
    mode: 'OPEN',
    audience: 'PARTIES',
    scopeText: null,
  };
}

export function fromDetail(plan: PlanDetail): PlanInput {
  return {
    version: plan.version,
    year: plan.year,
    number: plan.number,
    from: plan.from,
    to: plan.to,
    basis: plan.basis,
    basisDocuments: [...plan.basisDocuments],
    scope: plan.scope,
    departments: plan.departments.map((d) => ({
      departmentId: d.departmentId,
      groupSize: d.groupSize,
      itemIds: d.items.map((item) => item.itemId),
    })),
    ratio: { ...plan.ratio, byTier: { ...plan.ratio.byTier } },
    tierAsOf: plan.tierAsOf,
    publishStart: plan.publishStart,
    mode: plan.mode,
    audience: plan.audience,
    scopeText: plan.scopeText,
  };
}

/** What the wizard's step still asks for. The server checks again. */
export function mendStep(step: number, plan: PlanInput): FieldError[] {
  const errors: FieldError[] = [];
  if (step === 0) {
    if (!plan.from) errors.push({ field: 'from', reason: '请选择抽查开始日期' });
    if (!plan.to) errors.push({ field: 'to', reason: '请选择抽查结束日期' });
    if (plan.from && plan.to && plan.to <= plan.from)
      errors.push({ field: 'to', reason: `结束日期须晚于开始日期（${plan.from}）` });
    if (!plan.basis.trim() && !plan.basisDocuments.some((name) => name.trim()))
      errors.push({ field: 'basisDocuments', reason: '请填写编制依据，每行一件文件' });
  }
  if (step === 1) {
    if (!plan.departments.length)
      errors.push({ field: 'departments', reason: '请至少选择一个参加部门' });
    for (const d of plan.departments)
      if (!d.itemIds.length)
        errors.push({ field: 'departments', reason: '请为每个参加部门至少选择一个抽查事项' });
  }
  return errors;
}
