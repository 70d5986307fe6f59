import { org, type Role, type Session } from '@mingchou/api';
import { computed, ref } from 'vue';

/** The signed-in account; null before it is known and after sign-out. */
export const session = ref<Session | null>(null);

export const today = computed(() => session.value?.today ?? '');

export function hasRole(...roles: Role[]): boolean {
  return roles.some((role) => session.value?.roles.includes(role));
}

let asking: Promise<Session | null> | null = null;

/** Asks the server once; false answers are not kept, so that a sign-in in another tab is seen. */
export function ensureSession(): Promise<Session | null> {
  if (session.value) return Promise.resolve(session.value);
  asking ??= org
    .session()
    .then((found) => (session.value = found))
    .catch(() => null)
    .finally(() => (asking = null));
  return asking;
}

export async function refreshSession(): Promise<void> {
  session.value = await org.session();
}
