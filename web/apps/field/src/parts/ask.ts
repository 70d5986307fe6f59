import { showConfirmDialog } from 'vant';
import { nextTick } from 'vue';

interface Question {
  title: string;
  message: string;
  yes: string;
  no?: string;
}

/** True when the officer agreed. */
export async function ask({ title, message, yes, no = '返回' }: Question): Promise<boolean> {
  const answer = showConfirmDialog({
    title,
    message,
    confirmButtonText: yes,
    cancelButtonText: no,
    className: 'ask',
  });
  await nextTick();
  // Vant points to an element by the text of the title, so that the dialog has no name.
  document.querySelector('.ask')?.setAttribute('aria-label', title);
  return answer.then(
    () => true,
    () => false,
  );
}
