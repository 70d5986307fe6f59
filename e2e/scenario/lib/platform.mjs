// Starts the packaged application over a fresh embedded database, on loopback, and stops what it started.
import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const PASSWORD = 'mingchou-2026';

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The Java of JAVA_HOME, so that a run on another JDK is one in the server too; else the one on the path. */
export const JAVA = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

/** `demo: false` is a real installation: no account, the first-run wizard open. `env`: settings beyond these. */
export async function start(home, { port, fresh = true, demo = true, env = {} } = {}) {
  if (fresh) await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  const http = port ?? (await freePort());
  const database = await freePort();
  const base = `http://127.0.0.1:${http}`;
  const logFile = path.join(home, 'server.log');
  const log = await open(logFile, 'w');
  const child = spawn(JAVA, ['-Xmx1g', '-jar', path.join(ROOT, 'server/target/mingchou-server.jar')], {
    env: {
      ...process.env,
      MINGCHOU_DB_URL: '',
      MINGCHOU_DEMO: String(demo),
      MINGCHOU_HOME: home,
      MINGCHOU_PORT: String(http),
      MINGCHOU_ADDRESS: '127.0.0.1',
      MINGCHOU_PUBLIC_ADDRESS: base,
      MINGCHOU_EMBEDDED_PORT: String(database),
      MINGCHOU_SIGN_IN_PER_MINUTE: '100000',
      ...env,
    },
    stdio: ['ignore', log.fd, log.fd],
  });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([exited, new Promise((r) => setTimeout(r, 20_000).unref())]);
    if (child.exitCode === null) child.kill('SIGKILL');
    await log.close();
  };
  for (let tries = 0; tries < 360; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended at start:\n${(await readFile(logFile, 'utf8')).slice(-3000)}`);
    const ready = await fetch(`${base}/actuator/health/readiness`).then((r) => r.ok, () => false);
    if (ready) return { base, database: { host: '127.0.0.1', port: database, user: 'postgres', database: 'mingchou' }, home, stop };
    await new Promise((r) => setTimeout(r, 500));
  }
  await stop();
  throw new Error(`the server was not ready within 180 s, see ${logFile}`);
}
