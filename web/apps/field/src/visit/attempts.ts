import type { ContactAttempt, BlobReceipt, FieldError } from '@mingchou/api';

export interface AttemptDraft {
  /** Beijing date and time, as the pickers give them. */
  date: string;
  time: string;
  note: string;
  photos: BlobReceipt[];
}

export function attemptOf(draft: AttemptDraft): ContactAttempt {
  return {
    at: `${draft.date}T${draft.time.slice(0, 5)}:00+08:00`,
    note: draft.note.trim(),
    evidence: draft.photos[0]?.sha256 ?? '',
  };
}

export function attemptErrors(drafts: readonly AttemptDraft[]): FieldError[] {
  const errors = drafts.flatMap((draft, index) => {
    const nth = `第 ${index + 1} 次`;
    return [
      { field: `date-${index}`, reason: `${nth}：请选择日期`, lacks: !draft.date },
      { field: `time-${index}`, reason: `${nth}：请选择时间`, lacks: !draft.time },
      { field: `note-${index}`, reason: `${nth}：请写明怎么联系的`, lacks: !draft.note.trim() },
      { field: `photo-${index}`, reason: `${nth}：请附一张现场照片`, lacks: !draft.photos.length },
    ]
      .filter((each) => each.lacks)
      .map(({ field, reason }) => ({ field, reason }));
  });
  const times = drafts.map((draft) => attemptOf(draft).at);
  if (!errors.length && new Set(times).size < times.length) {
    errors.push({ field: 'time-1', reason: '两次联系的时间相同，请填写各次的实际时间' });
  }
  return errors;
}
