import { org, type Session } from '@mingchou/api';
import { ref } from 'vue';

export const session = ref<Session | null>(null);

export async function ensureSession(): Promise<Session | null> {
  session.value ??= await org.session().catch(() => null);
  return session.value;
}
