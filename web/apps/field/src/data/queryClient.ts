import { QueryClient } from '@tanstack/vue-query';

/** What the server said last. */
export const queryClient = new QueryClient();
