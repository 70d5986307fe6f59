import type { ItemResult, Measure, Outcome, ResultInput } from '@mingchou/api';

/** One item as it is being filled. Nothing is preselected: an untouched item stays untouched. */
export interface Answer {
  outcome: Outcome | null;
  finding: string;
  handling: string;
  measure: Measure | null;
  reason: string;
  evidence: string[];
}

export function answerOf(result: ItemResult): Answer {
  return {
    outcome: result.outcome,
    finding: result.finding ?? '',
    handling: result.handling ?? '',
    measure: result.measure,
    reason: result.reason ?? '',
    evidence: (result.evidence ?? []).map((one) => one.sha256),
  };
}

/** What an answer still needs; null when it is complete or untouched. */
export function missingIn(answer: Answer): string | null {
  switch (answer.outcome) {
    case null:
    case 'NO_PROBLEM':
      return null;
    case 'PROBLEM':
      if (!answer.finding.trim()) return '请写明发现了什么问题';
      if (!answer.measure) return '请选择怎样处理';
      return answer.handling.trim() ? null : '请写明现场如何处理';
    case 'NOT_CHECKED':
      return answer.reason.trim() ? null : '请写明为什么未检查';
    case 'ABSENT_WITH_REASON':
      return answer.reason.trim() ? null : '请写明为什么是合理缺项';
  }
}

/** Only complete answers are sent; fields of another outcome are left behind. */
export function toInputs(answers: ReadonlyMap<number, Answer>): ResultInput[] {
  const inputs: ResultInput[] = [];
  for (const [itemVersionId, answer] of answers) {
    if (!answer.outcome || missingIn(answer)) continue;
    const problem = answer.outcome === 'PROBLEM';
    const explained = answer.outcome === 'NOT_CHECKED' || answer.outcome === 'ABSENT_WITH_REASON';
    inputs.push({
      itemVersionId,
      outcome: answer.outcome,
      finding: problem ? answer.finding.trim() : null,
      handling: problem && answer.handling.trim() ? answer.handling.trim() : null,
      measure: problem ? answer.measure : null,
      reason: explained ? answer.reason.trim() : null,
      evidence: answer.evidence,
    });
  }
  return inputs;
}
