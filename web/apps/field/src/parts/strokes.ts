import type { PointGroup } from 'signature_pad';

/** Strokes drawn on one width, as they look on another: a turned phone must not lose a signature. */
export function scaleStrokes(strokes: PointGroup[], factor: number): PointGroup[] {
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor })),
  }));
}

/** A dot or two is no signature. */
export function isSigned(strokes: PointGroup[]): boolean {
  return strokes.reduce((sum, stroke) => sum + stroke.points.length, 0) >= 8;
}
