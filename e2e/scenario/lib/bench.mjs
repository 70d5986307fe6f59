// One measured number into build/bench/summary.tsv, a table of figures with their targets.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const HEADER = 'name\tvalue\tunit\ttarget\tok';

/** Appends or replaces the row of `name`; smaller is better. Returns whether the target was met. */
export async function measured(file, name, value, unit, target) {
  await mkdir(path.dirname(file), { recursive: true });
  const text = await readFile(file, 'utf8').catch(() => '');
  const rows = text.split('\n').filter((row) => row && row !== HEADER && row.split('\t')[0] !== name);
  const ok = value <= target;
  rows.push([name, value.toFixed(1), unit, `<=${target}`, ok ? 'yes' : 'no'].join('\t'));
  await writeFile(file, `${[HEADER, ...rows].join('\n')}\n`);
  return ok;
}
