import type {
  BlobReceipt,
  FieldError,
  Id,
  ItemResult,
  Measure,
  Outcome,
  ResultInput,
} from '@mingchou/api';

/** What an officer says of one item, as far as it is typed. */
export interface Answer {
  outcome: Outcome | null;
  finding: string;
  handling: string;
  measure: Measure | null;
  reason: string;
  evidence: BlobReceipt[];
}

/** An answer that is not saved, with the revision it began from. */
export interface DraftAnswer extends Answer {
  baseRevision: number;
}

export type Drafts = Record<Id, DraftAnswer>;

export interface SheetItem {
  result: ItemResult;
  answer: Answer;
  /** Typed and not saved. */
  touched: boolean;
  /** A colleague has saved another answer since the draft began. */
  overtaken: boolean;
}

export function savedAnswer(result: ItemResult): Answer {
  return {
    outcome: result.outcome,
    finding: result.finding ?? '',
    handling: result.handling ?? '',
    measure: result.measure,
    reason: result.reason ?? '',
    evidence: result.evidence,
  };
}

export function needsReason(outcome: Outcome | null): boolean {
  return outcome === 'NOT_CHECKED' || outcome === 'ABSENT_WITH_REASON';
}

/** As the server takes it: only what belongs to the outcome. */
export function inputOf(itemVersionId: Id, answer: Answer): ResultInput | null {
  if (!answer.outcome) return null;
  const problem = answer.outcome === 'PROBLEM';
  return {
    itemVersionId,
    outcome: answer.outcome,
    finding: problem ? answer.finding.trim() : null,
    handling: problem ? answer.handling.trim() : null,
    measure: problem ? answer.measure : null,
    reason: needsReason(answer.outcome) ? answer.reason.trim() : null,
    evidence: answer.evidence.map((each) => each.sha256),
  };
}

function same(a: Answer, b: Answer): boolean {
  return JSON.stringify(inputOf(0, a)) === JSON.stringify(inputOf(0, b));
}

/** The sheet as the officer sees it: what is saved, under what he has typed since. */
export function merge(results: readonly ItemResult[], drafts: Drafts): SheetItem[] {
  return results.map((result) => {
    const saved = savedAnswer(result);
    const draft = drafts[result.itemVersionId];
    if (!draft) return { result, answer: saved, touched: false, overtaken: false };
    const touched = !same(draft, saved);
    return {
      result,
      answer: draft,
      touched,
      overtaken: touched && draft.baseRevision !== result.revision,
    };
  });
}

/** Items without outcome. */
export function missingCount(items: readonly SheetItem[]): number {
  return items.filter((item) => item.answer.outcome === null).length;
}

export function unsavedCount(items: readonly SheetItem[]): number {
  return items.filter((item) => item.touched).length;
}

/** Keeps what was typed for another outcome, in case the officer turns back. */
export function edit(drafts: Drafts, item: SheetItem, change: Partial<Answer>): Drafts {
  const before = drafts[item.result.itemVersionId];
  return {
    ...drafts,
    [item.result.itemVersionId]: {
      ...item.answer,
      ...change,
      baseRevision: before?.baseRevision ?? item.result.revision,
    },
  };
}

/** 其余均未发现问题: only for items nobody has touched. */
export function fillRest(drafts: Drafts, items: readonly SheetItem[]): Drafts {
  return items
    .filter((item) => item.answer.outcome === null)
    .reduce((all, item) => edit(all, item, { outcome: 'NO_PROBLEM' }), drafts);
}

/** After a save: drafts that say what the server says now are done with, others stay. */
export function settle(drafts: Drafts, results: readonly ItemResult[]): Drafts {
  const saved = new Map(results.map((result) => [result.itemVersionId, savedAnswer(result)]));
  return Object.fromEntries(
    Object.entries(drafts).filter(([id, draft]) => {
      const now = saved.get(Number(id));
      return now !== undefined && !same(draft, now);
    }),
  );
}

export function inputId(itemVersionId: Id, field: string): string {
  return `item-${itemVersionId}-${field}`;
}

/** What is lacking in the answers that would be saved. */
export function lacking(items: readonly SheetItem[]): FieldError[] {
  return items.flatMap((item, index) => {
    const { answer, result } = item;
    const at = (field: string, reason: string) => ({
      field: inputId(result.itemVersionId, field),
      reason: `第 ${index + 1} 项：${reason}`,
    });
    if (!item.touched) return [];
    const errors: FieldError[] = [];
    if (answer.outcome === 'PROBLEM') {
      if (!answer.finding.trim()) errors.push(at('finding', '请写明发现了什么'));
      if (!answer.handling.trim()) errors.push(at('handling', '请写明现场如何处理'));
      if (!answer.measure) errors.push(at('measure', '请选择后续措施'));
    }
    if (needsReason(answer.outcome) && !answer.reason.trim()) {
      errors.push(at('reason', '请写明原因'));
    }
    return errors;
  });
}

/** The answers to save, in the order of the sheet. */
export function changes(items: readonly SheetItem[]): ResultInput[] {
  return items
    .filter((item) => item.touched)
    .flatMap((item) => inputOf(item.result.itemVersionId, item.answer) ?? []);
}

/** `results[2].finding` of a refusal → the id of the input on the page. */
export function inputIdOf(field: string, sent: readonly ResultInput[]): string {
  const match = /^results\[(\d+)\]\.(\w+)$/.exec(field);
  const input = match && sent[Number(match[1])];
  return input ? inputId(input.itemVersionId, match[2]) : field;
}
