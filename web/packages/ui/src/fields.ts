/** One field of a small form: data, so that dialogs need no page of their own. */
export interface FormField {
  key: string;
  label: string;
  kind:
    | 'text'
    | 'textarea'
    | 'lines'
    | 'date'
    | 'datetime'
    | 'number'
    | 'select'
    | 'multi'
    | 'evidence'
    | 'password';
  options?: readonly { value: string | number; label: string }[];
  required?: boolean;
  /** When it may be left empty, in place of 可不填. */
  when?: string;
  hint?: string;
  max?: number;
  min?: number;
  autocomplete?: string;
}

export type FormModel = Record<string, unknown>;

/** Fields that are required and empty, in the words of the house: what to do, not what is invalid. */
export function missingFields(fields: readonly FormField[], model: FormModel) {
  const empty = (value: unknown) =>
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0);
  const verb: Partial<Record<FormField['kind'], string>> = {
    select: '请选择',
    multi: '请选择',
    date: '请选择',
    datetime: '请选择',
    evidence: '请上传',
  };
  return fields
    .filter((field) => field.required && empty(model[field.key]))
    .map((field) => ({
      field: field.key,
      reason: `${verb[field.kind] ?? '请填写'}${field.label}`,
    }));
}
