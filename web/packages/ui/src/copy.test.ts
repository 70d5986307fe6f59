// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from './copy';

/** What the old way would have put on the clipboard. */
function oldWay(allowed: boolean) {
  const copied: string[] = [];
  document.execCommand = vi.fn(() => {
    copied.push((document.querySelector('textarea') as HTMLTextAreaElement).value);
    return allowed;
  });
  return copied;
}
function clipboard(value: unknown) {
  Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
}

describe('copying', () => {
  afterEach(() => clipboard(undefined));

  it('takes the clipboard where there is one', async () => {
    const copied = oldWay(true);
    const writeText = vi.fn(() => Promise.resolve());
    clipboard({ writeText });
    expect(await copyText('market')).toBe(true);
    expect(writeText).toHaveBeenCalledWith('market');
    expect(copied).toEqual([]);
  });

  it('goes the old way without one, and leaves nothing in the page', async () => {
    const copied = oldWay(true);
    clipboard(undefined);
    expect(await copyText('market')).toBe(true);
    expect(copied).toEqual(['market']);
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('says so when neither is allowed', async () => {
    oldWay(false);
    clipboard({ writeText: () => Promise.reject(new Error('denied')) });
    expect(await copyText('market')).toBe(false);
  });
});
