import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Filters and page of a list, kept in the address. */
export function useAddressFilters(defaults: Record<string, string> = {}) {
  const route = useRoute();
  const router = useRouter();

  const values = computed<Record<string, string>>(() => {
    const found: Record<string, string> = { ...defaults };
    for (const [key, value] of Object.entries(route.query)) {
      if (typeof value === 'string') found[key] = value;
    }
    return found;
  });

  /** What the list is asked with; page counts from 1. */
  const query = computed(() => {
    const { page, size, ...rest } = values.value;
    return { ...rest, page: Number(page) || 1, size: Number(size) || 20 };
  });

  function search(next: Record<string, string>) {
    const kept = Object.fromEntries(
      Object.entries({ ...cleared(), ...next }).filter(
        ([key, value]) => key !== 'page' && (value !== '' || key in defaults),
      ),
    );
    void router.replace({ query: kept });
  }
  function cleared(): Record<string, string> {
    return Object.fromEntries(Object.keys(defaults).map((key) => [key, '']));
  }
  function turnTo(page: number) {
    void router.replace({ query: { ...route.query, page: String(page) } });
  }
  return { values, query, search, turnTo };
}
