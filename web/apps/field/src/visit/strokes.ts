/** Points of a signature, in pixels of the pad they were drawn on. */
interface Stroke {
  points: { x: number; y: number }[];
}

/** The pad keeps its shape when the phone is turned, so that one factor fits both directions. */
export const PAD_RATIO = 0.55;

/** A shorter line than this is a touch by accident. */
const SHORTEST = 24;

export function scaled<T extends Stroke>(strokes: readonly T[], factor: number): T[] {
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor })),
  }));
}

/** Nothing, or only a dot: no signature. */
export function isBlank(strokes: readonly Stroke[]): boolean {
  const length = strokes
    .flatMap((stroke) => stroke.points.slice(1).map((point, i) => [stroke.points[i], point]))
    .reduce((sum, [from, to]) => sum + Math.hypot(to.x - from.x, to.y - from.y), 0);
  return length < SHORTEST;
}
