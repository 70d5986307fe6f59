import { ApiProblem, org, type Session } from '@mingchou/api';
import { computed, ref } from 'vue';
import { dropKept } from './kept';
import { queryClient } from './queryClient';

/** The signed-in account; null before it is known and after sign-out. */
export const session = ref<Session | null>(null);

export const today = computed(() => session.value?.today ?? '');

let asking: Promise<Session | null> | null = null;

/** Asks the server once; a failure is not kept. */
export function ensureSession(): Promise<Session | null> {
  if (session.value) return Promise.resolve(session.value);
  asking ??= org
    .session()
    .then((found) => (session.value = found))
    .catch(() => null)
    .finally(() => (asking = null));
  return asking;
}

export async function signIn(username: string, password: string): Promise<void> {
  session.value = await org.signIn(username, password);
  queryClient.clear();
}

/** Leaves nothing of this account on a phone that others may use. */
export async function signOut(): Promise<void> {
  const account = session.value?.accountId;
  await org.signOut().catch((problem: unknown) => {
    if (!(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
  });
  if (account !== undefined) dropKept(account);
  session.value = null;
  queryClient.clear();
}
