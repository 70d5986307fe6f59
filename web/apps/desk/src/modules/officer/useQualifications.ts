import { officers } from '@mingchou/api';
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';

export function useQualifications() {
  const { data } = useQuery({
    queryKey: ['qualifications'],
    queryFn: officers.qualifications,
    staleTime: 300_000,
  });
  const qualificationOptions = computed(() =>
    (data.value ?? []).map((q) => ({ value: q.code, label: q.name })),
  );
  return { qualificationOptions };
}
