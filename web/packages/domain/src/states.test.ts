import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as domain from '.';

/** By chart in docs/state, which is generated from the server's transition tables. */
const shown: Record<string, Record<string, { label: string }> | null> = {
  assignment: domain.assignmentStates,
  draw: domain.drawStates,
  'drop-out': domain.dropOutStates,
  exclusion: domain.exclusionStates,
  'exclusion-audit': domain.exclusionAuditStates,
  'follow-up': domain.followUpStates,
  group: domain.groupStates,
  'import-batch': null, // no page shows the state of a batch in words
  'item-version': domain.itemVersionStates,
  'joint-plan': domain.planStates,
  officer: domain.officerStates,
  'outbox-message': domain.outboxStates,
  publication: domain.publicationStates,
  recusal: domain.recusalStates,
  section: domain.sectionStates,
  subject: domain.subjectStates,
  visit: domain.visitStates,
};

function chart(name: string): Record<string, string> {
  const text = readFileSync(`../docs/state/${name}.md`, 'utf8');
  const lines = [...text.matchAll(/state "([^"]+)" as (\w+)/g)];
  return Object.fromEntries(lines.map(([, label, code]) => [code, label]));
}

describe('states', () => {
  it('are all known here', () => {
    const charts = readdirSync('../docs/state').map((file) => file.replace('.md', ''));
    expect(Object.keys(shown).sort()).toEqual(charts.sort());
  });

  it.each(Object.entries(shown).filter(([, states]) => states !== null))(
    'of %s are called as the server calls them',
    (name, states) => {
      const labels = Object.entries(states!).map(([code, state]) => [code, state.label]);
      expect(Object.fromEntries(labels)).toEqual(chart(name));
    },
  );
});
