import { ApiProblem, type FieldError } from '@mingchou/api';
import { ref } from 'vue';
import { say } from '../parts/said';

/** One write at a time, with what went wrong. What is written reads after 已 and after 未能, e.g. 登记到场. */
export function useWrite() {
  const busy = ref(false);
  const problem = ref<unknown>(null);

  /** True when it was done. `quiet` when the next page says so. */
  async function run(
    act: () => Promise<unknown>,
    what: string,
    { quiet = false } = {},
  ): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      await act();
      if (!quiet) say(`已${what}`);
      return true;
    } catch (refused) {
      problem.value = named(refused, `未能${what}`);
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

/** The server's title tells the kind of refusal; people at a gate need to read which act it was. */
export function named(refused: unknown, title: string): unknown {
  if (!(refused instanceof ApiProblem) || refused.status === 0) return refused;
  return new ApiProblem(refused.status, { ...refused.properties, title, detail: refused.detail });
}

function incomplete(errors: FieldError[]): ApiProblem {
  return new ApiProblem(0, {
    type: 'incomplete',
    title: `还有 ${errors.length} 处需要填写`,
    detail: '点下面的文字可以直接到那一处。已填写的内容都在。',
    errors,
  });
}
