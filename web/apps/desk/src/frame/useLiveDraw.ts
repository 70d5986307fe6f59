import { draws } from '@mingchou/api';
import { useAddressFilters } from '@mingchou/ui';
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { usePlans } from './usePlans';

/** The draw a page works on: `drawId` of the address, or the live draw of `planId`, or of the newest drawn plan. */
export function useLiveDraw() {
  const { values, search } = useAddressFilters();
  const { planOptions, plans } = usePlans();
  const given = computed(() => Number(values.value.drawId) || undefined);
  const planId = computed(() => {
    if (given.value && !values.value.planId) return undefined;
    const drawn = plans.value?.items.find((plan) => plan.frozen);
    return Number(values.value.planId) || drawn?.id || planOptions.value[0]?.value;
  });
  const { data: ofPlan } = useQuery({
    queryKey: ['draws', planId],
    queryFn: () => draws.ofPlan(planId.value!),
    enabled: computed(() => planId.value !== undefined),
  });
  const { data: byId } = useQuery({
    queryKey: ['draw', given],
    queryFn: () => draws.get(given.value!),
    enabled: computed(() => given.value !== undefined && planId.value === undefined),
  });
  const draw = computed(() =>
    planId.value === undefined ? byId.value : ofPlan.value?.find((d) => d.status !== 'VOID'),
  );
  const drawId = computed(() => draw.value?.id);
  const shownPlan = computed(() => ({ planId: String(planId.value ?? draw.value?.planId ?? '') }));
  const planFilter = computed(() => [
    { key: 'planId', label: '计划', options: planOptions.value, width: '460px' },
  ]);
  return { draw, drawId, planFilter, shownPlan, search };
}
