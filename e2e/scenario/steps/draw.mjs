import { refused } from '../lib/api.mjs';
import { partyKey } from '../lib/partyKey.mjs';
import { makeSecrets, throwDice } from '../lib/secrets.mjs';

const PARTIES = [
  { slug: 'lead', label: '区应急管理局', username: 'yj-planner', outside: false },
  { slug: 'market', label: '区市场监督管理局', username: 'sc-party', outside: true },
  { slug: 'witness', label: '人大代表（见证人）', username: 'witness', outside: true },
];

/** From the freeze to the last first secret. @param beacon as the freeze takes it */
export async function freezeAndReveal(world, beacon) {
  await world.setClock('2026-05-13T09:00:00+08:00');
  const planner = await world.as('yj-planner');
  const parties = await Promise.all(
    PARTIES.map(async ({ username, slug, label }) => ({ slug, label, accountId: (await world.as(username)).session.accountId })),
  );
  await refused(403, 'role-required', async () =>
    (await world.as('yj-registrar')).post(`/api/plans/${world.planId}/draws`, { parties, revealMinutes: 60, beacon }),
  );
  const draw = await planner.post(`/api/plans/${world.planId}/draws`, { parties, revealMinutes: 60, beacon });
  world.drawId = draw.id;
  world.log(`冻结 ${draw.frameCount} 户，抽取编号 ${draw.drawNo}`);

  world.secrets = new Map();
  for (const party of PARTIES) {
    const person = await world.as(party.username);
    const secrets = makeSecrets(draw.drawNo, party.slug);
    const { commitments } = secrets;
    const key = partyKey();
    world.secrets.set(party.username, { ...secrets, key, party: party.slug, drawNo: draw.drawNo });
    await refused(409, 'party-key-missing', () =>
      person.post(`/api/draws/${draw.id}/commit`, { ...commitments, signature: '00'.repeat(64) }),
    );
    await person.post('/api/party-keys', { publicKey: key.publicKey });
    // Somebody with the password alone: his key is not the one that was registered.
    await refused(422, 'party-signature-wrong', () =>
      person.post(`/api/draws/${draw.id}/commit`, {
        ...commitments,
        signature: partyKey().commit(draw.drawNo, party.slug, commitments),
      }),
    );
    await person.post(`/api/draws/${draw.id}/commit`, {
      ...commitments,
      signature: key.commit(draw.drawNo, party.slug, commitments),
    });
  }
  await planner.post(`/api/draws/${draw.id}/open`);
  await refused(409, 'draw-not-void', () =>
    planner.post(`/api/plans/${world.planId}/draws`, { parties, revealMinutes: 60, beacon }),
  );
  for (const party of PARTIES) {
    const { first, key } = world.secrets.get(party.username);
    await (await world.as(party.username)).post(`/api/draws/${draw.id}/reveal`, {
      secret: first,
      signature: key.reveal(draw.drawNo, party.slug, 1, first),
    });
  }
  return draw;
}

export async function drawInPublic(world) {
  await world.witness?.startAt('2026-05-13T09:00:00+08:00');
  const draw = await freezeAndReveal(world, 'live:dice');
  const planner = await world.as('yj-planner');
  if (world.witness) await seenByWitnesses(world, planner);
  await world.setClock('2026-05-13T09:30:00+08:00');
  const dice = throwDice();
  const read = async (username, text) => (await world.as(username)).post(`/api/draws/${draw.id}/beacon`, { text });
  const one = await read('witness', dice);
  // One reader decides nothing, and the other is not shown what he read.
  await refused(409, 'beacon-missing', () => planner.post(`/api/draws/${draw.id}/compute`));
  if (JSON.stringify([one, await (await world.as('sc-party')).get(`/api/draws/${draw.id}`)]).includes(dice)) {
    throw new Error('what the witness read can be copied');
  }
  const set = await read('sc-party', dice);
  if (!set.log.some((entry) => entry.kind === 'BEACON' && entry.digest.endsWith('|market,witness'))) {
    throw new Error('the log does not say who read the beacon');
  }
  await refused(409, 'act-not-allowed-in-state', () => read('yj-planner', dice));
  const drawn = await planner.post(`/api/draws/${draw.id}/compute`);
  world.log(`抽出 ${drawn.drawnCount} 户，候补 ${drawn.reserveCount} 户`);
  await refused(409, 'act-not-allowed-in-state', () => planner.post(`/api/draws/${draw.id}/compute`));
}
drawInPublic.label = '公开抽取';

/** No beacon before the opening has stood long enough from when they saw it. */
async function seenByWitnesses(world, planner) {
  for (let tries = 0; tries < 120; tries++) {
    const { witnessing } = await planner.get(`/api/draws/${world.drawId}`);
    if (witnessing.since) {
      world.log(`开启已由平台以外的见证人 ${witnessing.seenBy.join('、')} 副署`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the witness did not cosign the opening within 30 s');
}

/** The supervisor examines the sampled exclusions; the planner, who holds the same list, may not. */
export async function auditExclusions(world) {
  const supervisor = await world.as('supervisor');
  const sample = await supervisor.all(`/api/exclusion-audits?drawId=${world.drawId}`);
  const { audit } = await supervisor.get(`/api/draws/${world.drawId}`);
  if (sample.length === 0 || sample.length !== audit.sampled) {
    throw new Error(`${sample.length} exclusions listed, ${audit.sampled} sampled`);
  }
  await refused(403, 'role-required', async () =>
    (await world.as('yj-planner')).post(`/api/exclusion-audits/${sample[0].id}/uphold`, { note: '属实' }),
  );
  for (const [n, { id, code }] of sample.entries()) {
    const act = n === 0 ? 'refute' : 'uphold';
    await supervisor.post(`/api/exclusion-audits/${id}/${act}`, { note: `已核对 ${code} 的登记和材料` });
  }
  const counts = (await supervisor.get(`/api/draws/${world.drawId}`)).audit;
  if (counts.refuted !== 1 || counts.upheld !== sample.length - 1) {
    throw new Error(`the findings are counted wrongly: ${JSON.stringify(counts)}`);
  }
  world.log(`排除抽查 ${counts.sampled} 户，成立 ${counts.upheld}，不成立 ${counts.refuted}`);
}
auditExclusions.label = '排除抽查';
