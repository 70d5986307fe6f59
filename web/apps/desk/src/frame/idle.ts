import { ref } from 'vue';

const DEFAULT_SECONDS = 30 * 60;
/** The notice appears this long before the session ends. */
const NOTICE_SECONDS = 2 * 60;

let last = performance.now();
let limit = DEFAULT_SECONDS;

/** Seconds until the session ends, once that is near; null otherwise. */
export const endsIn = ref<number | null>(null);

export function touchIdleClock(): void {
  last = performance.now();
  endsIn.value = null;
}

export function watchIdle(seconds: number | undefined, onEnd: () => void): () => void {
  limit = seconds ?? DEFAULT_SECONDS;
  touchIdleClock();
  const timer = setInterval(() => {
    const left = Math.round(limit - (performance.now() - last) / 1000);
    endsIn.value = left <= NOTICE_SECONDS ? Math.max(left, 0) : null;
    if (left <= 0) onEnd();
  }, 1000);
  return () => clearInterval(timer);
}
