import { ApiProblem, type FieldError } from '@mingchou/api';
import { showToast } from 'vant';
import { ref } from 'vue';

/** One write at a time, with what went wrong. */
export function useWrite() {
  const busy = ref(false);
  const problem = ref<unknown>(null);

  /** True when it was done. */
  async function run(act: () => Promise<unknown>, done: string): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      await act();
      showToast({ message: done, duration: 2000, position: 'top' });
      return true;
    } catch (refused) {
      problem.value = refused;
      return false;
    } finally {
      busy.value = false;
    }
  }

  /** Shows what is missing; true when nothing is. */
  function complete(errors: FieldError[]): boolean {
    problem.value = errors.length ? incomplete(errors) : null;
    return errors.length === 0;
  }

  return { busy, problem, run, complete };
}

function incomplete(errors: FieldError[]): ApiProblem {
  return new ApiProblem(0, {
    type: 'incomplete',
    title: `还有 ${errors.length} 处需要填写`,
    detail: '点下面的文字可以直接到那一处。已填写的内容都在。',
    errors,
  });
}
