import { describe, expect, it } from 'vitest';
import { newClientId } from './clientId';

describe('newClientId', () => {
  it('makes version 4 UUIDs that differ', () => {
    const one = newClientId();
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newClientId()).not.toBe(one);
  });
});
