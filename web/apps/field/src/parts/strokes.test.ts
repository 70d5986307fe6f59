import type { PointGroup } from 'signature_pad';
import { describe, expect, it } from 'vitest';
import { isSigned, scaleStrokes } from './strokes';

const stroke = (count: number) =>
  ({
    points: Array.from({ length: count }, (_, i) => ({ x: i, y: 2 * i, pressure: 0.5, time: i })),
  }) as unknown as PointGroup;

describe('signature strokes', () => {
  it('keep their shape when the phone is turned', () => {
    expect(scaleStrokes([stroke(3)], 2)[0]!.points[2]).toMatchObject({ x: 4, y: 8, pressure: 0.5 });
  });
  it('refuse an empty pad and a stray dot', () => {
    expect(isSigned([])).toBe(false);
    expect(isSigned([stroke(1)])).toBe(false);
    expect(isSigned([stroke(12)])).toBe(true);
  });
});
