import { plans } from '@mingchou/api';
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';

/** Plans of the region, newest first, for the filter 计划. */
export function usePlans() {
  const { data } = useQuery({
    queryKey: ['plans', 'choice'],
    queryFn: () => plans.list({ size: 100 }),
    staleTime: 60_000,
  });
  const planOptions = computed(() =>
    (data.value?.items ?? []).map((plan) => ({ value: plan.id, label: plan.title })),
  );
  return { planOptions, plans: data };
}
