import type { PendingAct } from '@mingchou/ui';
import { useQueryClient } from '@tanstack/vue-query';
import { ElMessage } from 'element-plus';
import { ref } from 'vue';

/** Acts of a page: one pending in the dialog, or done at once. Whatever was done, lists are read anew. */
export function useActs() {
  const client = useQueryClient();
  const pending = ref<PendingAct | null>(null);
  const problem = ref<unknown>(null);
  const busy = ref(false);

  const refresh = () => client.invalidateQueries();

  async function run<T>(act: () => Promise<T>, done?: string): Promise<T | undefined> {
    busy.value = true;
    problem.value = null;
    try {
      const result = await act();
      if (done) ElMessage.success({ message: done, duration: 2500 });
      await refresh();
      return result;
    } catch (refused) {
      problem.value = refused;
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { pending, problem, busy, run, refresh };
}
