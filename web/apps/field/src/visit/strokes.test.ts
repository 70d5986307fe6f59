import { describe, expect, it } from 'vitest';
import { isBlank, scaled } from './strokes';

const line = {
  points: [
    { x: 10, y: 20, time: 5 },
    { x: 110, y: 20, time: 9 },
  ],
  penColor: 'black',
};

describe('strokes', () => {
  it('scale with the pad and keep what else they carry', () => {
    expect(scaled([line], 2)).toEqual([
      {
        points: [
          { x: 20, y: 40, time: 5 },
          { x: 220, y: 40, time: 9 },
        ],
        penColor: 'black',
      },
    ]);
  });
  it('are no signature when there is none, or a dot', () => {
    expect(isBlank([])).toBe(true);
    expect(isBlank([{ points: [{ x: 5, y: 5 }] }])).toBe(true);
    expect(isBlank([line])).toBe(false);
  });
});
