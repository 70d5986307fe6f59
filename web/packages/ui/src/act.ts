import type { FormField, FormModel } from './fields';

/** An act that is about to be done: what it says, what it asks, and how it is done. */
export interface PendingAct {
  title: string;
  text?: string;
  /** Files to be read before deciding. */
  files?: readonly { label: string; href: string }[];
  fields?: readonly FormField[];
  initial?: FormModel;
  confirmLabel?: string;
  danger?: boolean;
  /** Said after it is done. */
  done?: string;
  run: (input: FormModel) => Promise<unknown>;
}

export const reasonField: FormField = {
  key: 'reason',
  label: '理由',
  kind: 'textarea',
  required: true,
};
