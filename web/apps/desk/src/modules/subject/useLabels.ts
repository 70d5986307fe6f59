import { subjects } from '@mingchou/api';
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { hasRole } from '../../frame/session';

/** 监管标签: code → name, for filters, rules and cells. */
export function useLabels() {
  const { data } = useQuery({
    queryKey: ['labels'],
    queryFn: subjects.labels,
    // Others see the names in each row and filter without them.
    enabled: hasRole('REGISTRAR', 'PLANNER', 'DEPARTMENT_ADMIN', 'SUPERVISOR'),
    staleTime: 300_000,
  });
  const labelNames = computed<Record<string, string>>(() =>
    Object.fromEntries((data.value ?? []).map((l) => [l.code, l.name])),
  );
  const labelOptions = computed(() =>
    (data.value ?? []).map((l) => ({ value: l.code, label: l.name })),
  );
  return { labelNames, labelOptions };
}
