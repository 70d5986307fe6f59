import type { PlanDetail } from '@mingchou/api';
import { expect, it } from 'vitest';
import { fromDetail } from './usePlanForm';

it('a saved plan stays sealed and public as it was', () => {
  const plan = {
    basisDocuments: [],
    departments: [],
    ratio: { byTier: {} },
    mode: 'SEALED',
    audience: 'PUBLIC',
    publishStart: 'WINDOW_END',
  } as unknown as PlanDetail;
  expect(fromDetail(plan)).toMatchObject({
    mode: 'SEALED',
    audience: 'PUBLIC',
    publishStart: 'WINDOW_END',
  });
});
