// A process of another house that cosigns the log: the packaged witness, on loopback.
import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, JAVA, ROOT } from './platform.mjs';

const run = promisify(execFile);
const JAR = path.join(ROOT, 'witness/target/mingchou-witness.jar');
const SOURCE = path.join(import.meta.dirname, 'DemoWitness.java');

/** `trust` takes the file of the log's keys; before `start` it is away. */
export async function makeWitness(directory, name) {
  const port = await freePort();
  const { stdout } = await run(JAVA, ['-jar', JAR, 'init', directory, name]);
  let child = null;
  const go = (args) => (child = spawn(JAVA, args, { stdio: 'ignore' }));
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    key: stdout.trim(),
    trust: (logKeys) => run(JAVA, ['-jar', JAR, 'trust', directory, `@${logKeys}`]),
    /** By the clock of the machine. */
    start() {
      go(['-jar', JAR, 'serve', directory, '--port', String(port)]);
    },
    /**
     * By the clock of the demo, which stands at `now`, so that its times belong to the story that is told. One that is
     * ahead of the machine's would be refused; there the witness keeps to the machine's.
     */
    async startAt(now) {
      const behind = Math.max(0, Date.now() - Date.parse(now));
      const classes = path.join(directory, 'classes');
      await run(JAVA.replace(/java$/, 'javac'), ['-cp', JAR, '-d', classes, SOURCE]);
      go(['-cp', [classes, JAR].join(path.delimiter), 'org.mingchou.witness.DemoWitness', directory, String(port), `PT${Math.round(behind / 1000)}S`]);
    },
    stop() {
      child?.kill('SIGKILL');
    },
  };
}

/** What the platform is told of them. It asks every second, so that nobody waits a minute. */
export function askWitnesses(witnesses) {
  const settings = {};
  for (const [n, { url, key }] of witnesses.entries()) {
    settings[`MINGCHOU_LEDGER_WITNESSES_${n}_URL`] = url;
    settings[`MINGCHOU_LEDGER_WITNESSES_${n}_KEY`] = key;
    settings.MINGCHOU_LEDGER_EVERY_SECONDS = '1';
  }
  return settings;
}
