/** A code list: code → Chinese label. */
export type Labels<Code extends string> = Record<Code, string>;

/** The label, or the code itself when the server knows more than this build. */
export function label(labels: Record<string, string>, code: string | null | undefined): string {
  return code ? (labels[code] ?? code) : '—';
}

/** For drop-downs. */
export function options<Code extends string>(
  labels: Labels<Code>,
): { value: Code; label: string }[] {
  return (Object.keys(labels) as Code[]).map((value) => ({ value, label: labels[value] }));
}

/** How a state is coloured. Colour only supports the words. */
export type Tone = 'neutral' | 'progress' | 'good' | 'warn' | 'bad';

export interface StateLook {
  label: string;
  tone: Tone;
}
export type States<Code extends string> = Record<Code, StateLook>;
