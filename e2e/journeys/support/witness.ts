import { execFile, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, JAVA, ROOT } from '../../scenario/lib/platform.mjs';

const run = promisify(execFile);
const JAR = path.join(ROOT, 'witness/target/mingchou-witness.jar');

/** A process of another house: the packaged witness, by the clock of the machine. */
export interface Witness {
  name: string;
  url: string;
  key: string;
  trust(logKeys: string): Promise<unknown>;
  start(): void;
  stop(): void;
}

export async function makeWitness(directory: string, name: string): Promise<Witness> {
  const port: number = await freePort();
  const { stdout } = await run(JAVA, ['-jar', JAR, 'init', directory, name]);
  let child: ChildProcess | null = null;
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    key: stdout.trim(),
    trust: (logKeys) => run(JAVA, ['-jar', JAR, 'trust', directory, `@${logKeys}`]),
    start() {
      child = spawn(JAVA, ['-jar', JAR, 'serve', directory, '--port', String(port)], { stdio: 'ignore' });
    },
    stop() {
      child?.kill('SIGKILL');
    },
  };
}

/** What the platform is told of them. It asks every second, so that nobody waits a minute. */
export function askWitnesses(witnesses: Witness[]): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [n, { url, key }] of witnesses.entries()) {
    settings[`MINGCHOU_LEDGER_WITNESSES_${n}_URL`] = url;
    settings[`MINGCHOU_LEDGER_WITNESSES_${n}_KEY`] = key;
    settings.MINGCHOU_LEDGER_EVERY_SECONDS = '1';
  }
  return settings;
}
