import type { ObjectRule } from '@mingchou/api';

/** What the page can edit: any of some labels, none of others. A richer rule is shown and kept as it is. */
export interface SimpleRule {
  anyLabel: string[];
  noneLabel: string[];
}

export function toRule({ anyLabel, noneLabel }: SimpleRule): ObjectRule {
  const any: ObjectRule | null = anyLabel.length
    ? { any: anyLabel.map((label) => ({ label })) }
    : null;
  const none: ObjectRule | null = noneLabel.length
    ? { not: { any: noneLabel.map((label) => ({ label })) } }
    : null;
  if (any && none) return { all: [any, none] };
  return any ?? none ?? { always: true };
}

function labelsOf(rule: ObjectRule): string[] | null {
  if ('label' in rule) return [rule.label];
  if (!('any' in rule)) return null;
  const parts = rule.any.map((part) => ('label' in part ? part.label : null));
  return parts.every((part) => part !== null) ? (parts as string[]) : null;
}

/** Null when the rule is richer than the page can edit. */
export function fromRule(rule: ObjectRule): SimpleRule | null {
  if ('always' in rule) return { anyLabel: [], noneLabel: [] };
  if ('not' in rule) {
    const noneLabel = labelsOf(rule.not);
    return noneLabel && { anyLabel: [], noneLabel };
  }
  if ('all' in rule) {
    const parts = rule.all.map(fromRule);
    if (parts.some((part) => part === null)) return null;
    const simple = parts as SimpleRule[];
    // Two "any" parts joined by "and" cannot be told by one list.
    if (simple.filter((part) => part.anyLabel.length).length > 1) return null;
    return {
      anyLabel: simple.flatMap((part) => part.anyLabel),
      noneLabel: simple.flatMap((part) => part.noneLabel),
    };
  }
  const anyLabel = labelsOf(rule);
  return anyLabel && { anyLabel, noneLabel: [] };
}

/** The rule in Chinese. */
export function describeRule(rule: ObjectRule, names: Record<string, string>): string {
  const part = (inner: ObjectRule) => describeRule(inner, names);
  if ('always' in rule) return '全部检查对象';
  if ('label' in rule) return `标签“${names[rule.label] ?? rule.label}”`;
  if ('industry' in rule) return `行业代码 ${rule.industry}`;
  if ('kind' in rule) return `类别 ${rule.kind}`;
  if ('not' in rule) return `不属于（${part(rule.not)}）`;
  if ('all' in rule) return rule.all.map(part).join(' 且 ');
  return rule.any.map(part).join(' 或 ');
}
