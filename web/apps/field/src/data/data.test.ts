import { beforeEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { once } from './clientWrites';
import { dropKept, hasKept, readKept, useKept } from './kept';
import { uuid } from './uuid';

beforeEach(() => {
  dropKept(1);
  dropKept(2);
});

describe('uuid', () => {
  it('is of version 4', () => {
    expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('once', () => {
  const ids: string[] = [];
  const lost = (id: string) => {
    ids.push(id);
    return Promise.reject(new Error('lost'));
  };
  const taken = (id: string) => {
    ids.push(id);
    return Promise.resolve('ok');
  };

  it('keeps its id for the same content until it is answered', async () => {
    ids.length = 0;
    await once(1, 'finish/1', { a: 1 }, lost).catch(() => null);
    await once(1, 'finish/1', { a: 1 }, taken);
    await once(1, 'finish/1', { a: 1 }, taken);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('gives other content another id', async () => {
    ids.length = 0;
    await once(1, 'fill/1', { a: 1 }, lost).catch(() => null);
    await once(1, 'fill/1', { a: 2 }, taken);
    expect(ids[1]).not.toBe(ids[0]);
  });
});

describe('kept drafts', () => {
  it('outlive the page and belong to one account', async () => {
    const { draft } = useKept(1, 'note', () => ({ text: '' }));
    draft.value.text = '半句';
    await nextTick();
    expect(useKept(1, 'note', () => ({ text: '' })).draft.value.text).toBe('半句');
    expect(useKept(2, 'note', () => ({ text: '' })).draft.value.text).toBe('');
  });

  it('are gone once cleared or signed out', () => {
    const { draft, clear } = useKept(1, 'note', () => ({ text: '' }));
    draft.value.text = '半句';
    expect(hasKept(1)).toBe(true);
    clear();
    expect(hasKept(1)).toBe(false);
    draft.value.text = '又';
    dropKept(1);
    expect(readKept(1, 'draft/note')).toBeNull();
  });
});
