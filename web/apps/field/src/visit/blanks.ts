import type { FieldError } from '@mingchou/api';

/** One error per field that is still blank; the field name is the id of its input. */
export function blanks(values: object, wanted: Record<string, string>): FieldError[] {
  const texts = values as Record<string, unknown>;
  return Object.entries(wanted)
    .filter(([field]) => !String(texts[field] ?? '').trim())
    .map(([field, reason]) => ({ field, reason }));
}
