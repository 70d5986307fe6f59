import { useQueryClient } from '@tanstack/vue-query';
import { showToast } from 'vant';
import { ref } from 'vue';

/** One act at a time: busy, refused with words, or done and everything read anew. */
export function useWork() {
  const client = useQueryClient();
  const busy = ref(false);
  const problem = ref<unknown>(null);

  async function run<T>(act: () => Promise<T>, done?: string): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    problem.value = null;
    try {
      const result = await act();
      if (done) showToast({ message: done, position: 'bottom' });
      await client.invalidateQueries();
      return result;
    } catch (refused) {
      problem.value = refused;
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, run };
}
