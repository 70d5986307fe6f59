import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Person } from '../../scenario/lib/api.mjs';
import { PASSWORD, ROOT, start } from '../../scenario/lib/platform.mjs';
import { claimAndMatch, confirmAndDropOut, revealSecond } from '../../scenario/steps/dispatch.mjs';
import { drawInPublic } from '../../scenario/steps/draw.mjs';
import { planAndApprove } from '../../scenario/steps/plan.mjs';
import { closeFollowUps, exchangeRounds, reviewAndPublish } from '../../scenario/steps/publish.mjs';
import { approveAndNotify, visitEveryone } from '../../scenario/steps/visit.mjs';
import { askWitnesses, makeWitness, type Witness } from './witness';

/** The steps of the plan in their order; a journey may have those before it done through the API. */
const STEPS = {
  planAndApprove,
  drawInPublic,
  confirmAndDropOut,
  revealSecond,
  claimAndMatch,
  approveAndNotify,
  visitEveryone,
  reviewAndPublish,
  exchangeRounds,
  closeFollowUps,
};

export type StepName = keyof typeof STEPS;

/** A server of its own with the demo district, and what the steps that were done have left behind. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the steps are plain JavaScript
export type World = Record<string, any> & {
  base: string;
  out: string;
  /** The person with this user name at the HTTP API; signed in once. */
  as(username: string): Promise<Person>;
  setClock(now: string): Promise<unknown>;
  /** The witnesses that the platform is to ask; none of them runs before its `start`. */
  witnesses: Witness[];
  stop(): Promise<void>;
};

export interface Shape {
  doneUpTo: StepName | null;
  /** A real installation where false: no account, the first-run wizard open. */
  demo: boolean;
  /** What the plan says differently, e.g. `{ mode: 'SEALED' }`. */
  plan: object;
  /** Names of the witnesses that the platform is to ask. */
  watchedBy: string[];
}

export async function openWorld(name: string, { doneUpTo, demo, plan, watchedBy }: Shape): Promise<World> {
  const out = path.join(ROOT, 'build/e2e', name);
  await rm(out, { recursive: true, force: true });
  await mkdir(path.join(out, 'sheets'), { recursive: true });
  const witnesses = await Promise.all(watchedBy.map((witness) => makeWitness(path.join(out, witness), witness)));
  const platform = await start(path.join(out, 'home'), { demo, env: askWitnesses(witnesses) });
  for (const witness of witnesses) await witness.trust(path.join(out, 'home/keys/log.vkey'));
  const people = new Map<string, Person>();
  const world: World = {
    base: platform.base,
    out,
    plan,
    platform,
    witnesses,
    async as(username) {
      let person = people.get(username);
      if (!person) people.set(username, (person = await Person.signIn(platform.base, username, PASSWORD)));
      return person;
    },
    setClock: async (now) => (await world.as('sysadmin')).put('/api/demo/clock', { now }),
    log: () => {},
    async stop() {
      for (const witness of witnesses) witness.stop();
      await platform.stop();
    },
  };
  if (doneUpTo === null) return world;
  try {
    for (const [step, run] of Object.entries(STEPS)) {
      await run(world);
      if (step === doneUpTo) break;
    }
    return world;
  } catch (failed) {
    await world.stop();
    throw failed;
  }
}
