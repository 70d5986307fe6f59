/*
 * The JavaScript of verify.html, taken out of the page as it stands and run without a browser.
 *   node verifier/batch.mjs CALLS OUT     many calls in one process; formats as in BatchMain.java
 *   node verifier/batch.mjs -- draw …     one call of the command line
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/** The object that a script block of a page defines. */
export function scriptOf(page, id, name) {
  const html = readFileSync(fileURLToPath(new URL(page, import.meta.url)), 'utf8');
  const source = html.match(new RegExp(`<script id="${id}">([\\s\\S]*?)</script>`))[1];
  return vm.runInThisContext(`(() => {${source}\n;return ${name};})()`, { filename: page });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const SSJ = scriptOf('verify.html', 'core', 'SSJ');
  const read = (file) => new Uint8Array(readFileSync(file));
  const [calls, out, ...rest] = process.argv.slice(2);
  if (calls === '--') {
    try {
      const result = SSJ.run([out, ...rest], read);
      writeSync(1, result.out);
      writeSync(2, result.err);
      process.exit(result.code);
    } catch (e) {
      if (!e.code) throw e;
      writeSync(2, `${e.path ?? rest[0]}:0: the file cannot be read\n`);
      process.exit(2);
    }
  }
  const parts = [];
  for (const call of readFileSync(calls, 'ascii').split('\n').slice(0, -1)) {
    const { code, out: stdout, err } = SSJ.run(call.split('\t'), read);
    parts.push(Buffer.from(`${code}\t${stdout.length}\t${err.length}\n`), stdout, Buffer.from(err));
  }
  writeFileSync(out, Buffer.concat(parts));
}
