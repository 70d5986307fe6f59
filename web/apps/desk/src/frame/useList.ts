import type { Page } from '@mingchou/api';
import { useAddressFilters } from '@mingchou/ui';
import { keepPreviousData, useQuery } from '@tanstack/vue-query';

/** A list page: filters in the address, rows from the server. */
export function useList<Row>(
  key: string,
  // The address holds text; the server parses it.
  ask: (query: Record<string, never>) => Promise<Page<Row>>,
  defaults: Record<string, string> = {},
) {
  const address = useAddressFilters(defaults);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [key, address.query],
    queryFn: () => ask(address.query.value as unknown as Record<string, never>),
    placeholderData: keepPreviousData,
  });
  return { ...address, data, problem: error, loading: isFetching, refetch };
}
