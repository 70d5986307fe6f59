import { ref } from 'vue';

const SHOWN_MS = 1800;

/** The last success in one word, shown over any page and read out. */
export const said = ref('');

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  said.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => (said.value = ''), SHOWN_MS);
}
