import { org } from '@mingchou/api';
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';

/** Departments of the region, for filters and forms. */
export function useDepartments() {
  const { data } = useQuery({
    queryKey: ['departments'],
    queryFn: org.departments,
    staleTime: 300_000,
  });
  const departmentOptions = computed(() =>
    (data.value ?? []).map((d) => ({ value: d.id, label: d.shortName || d.name })),
  );
  return { departments: data, departmentOptions };
}
