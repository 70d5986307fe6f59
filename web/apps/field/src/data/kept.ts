import { ref, watch, type Ref } from 'vue';

/**
 * What was typed and is not saved yet, kept in the tab: it outlives a reload, the camera and a sign-in that ran out.
 * The one place where an offline store would be put.
 */
const PREFIX = 'mingchou-field';
/** A tab that may not store (private mode, full) still has its memory. */
const memory = new Map<string, string>();

function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function keyOf(accountId: number, name: string): string {
  return `${PREFIX}/${accountId}/${name}`;
}

function write(key: string, text: string | null): void {
  if (text === null) memory.delete(key);
  else memory.set(key, text);
  try {
    if (text === null) storage()?.removeItem(key);
    else storage()?.setItem(key, text);
  } catch {
    // Full: memory has it.
  }
}

export function readKept<T>(accountId: number, name: string): T | null {
  const key = keyOf(accountId, name);
  const text = memory.get(key) ?? storage()?.getItem(key) ?? null;
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

export function writeKept(accountId: number, name: string, value: unknown): void {
  write(keyOf(accountId, name), value === null ? null : JSON.stringify(value));
}

function keysOf(accountId: number): string[] {
  const start = keyOf(accountId, '');
  const stored = storage();
  const keys = new Set(memory.keys());
  for (let i = 0; stored && i < stored.length; i++) keys.add(stored.key(i) ?? '');
  return [...keys].filter((key) => key.startsWith(start));
}

/** Something of this account is typed and not saved. */
export function hasKept(accountId: number): boolean {
  return keysOf(accountId).some((key) => key.startsWith(keyOf(accountId, 'draft/')));
}

export function dropKept(accountId: number): void {
  keysOf(accountId).forEach((key) => write(key, null));
}

/** A draft under a name; one that is as it began is not kept. */
export function useKept<T extends object>(
  accountId: number,
  name: string,
  fresh: () => T,
): { draft: Ref<T>; clear: () => void } {
  const draft = ref(readKept<T>(accountId, `draft/${name}`) ?? fresh()) as Ref<T>;
  const untouched = JSON.stringify(fresh());
  const keep = () => {
    const text = JSON.stringify(draft.value);
    write(keyOf(accountId, `draft/${name}`), text === untouched ? null : text);
  };
  // At once: the camera may end the page before the next tick.
  watch(draft, keep, { deep: true, flush: 'sync' });
  return { draft, clear: () => (draft.value = fresh()) };
}
