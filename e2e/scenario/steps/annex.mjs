import { execFileSync, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { countFromTables } from '../lib/counts.mjs';
import { ROOT } from '../lib/platform.mjs';

const FIGURES = [
  ['enterprises', '随机抽查企业（户）'],
  ['officerVisits', '随机抽取执法检查人员（人次）'],
  ['departments', '涉及检查部门（个）'],
  ['items', '检查项目（个）'],
  ['problemItems', '发现问题事项（项）'],
  ['problemEnterprises', '发现问题企业（户）'],
  ['orderedToCorrect', '责令改正（户）'],
  ['abnormalListed', '应列入异常（户）'],
  ['casesFiled', '涉嫌违法立案调查（户）'],
  ['consultations', '现场解答疑难问题（个）'],
];

export async function writeAnnex(world) {
  await world.setClock('2026-07-01T09:00:00+08:00');
  const planner = await world.as('yj-planner');
  const plan = await planner.get(`/api/plans/${world.planId}`);
  const annex = await planner.get(`/api/plans/${world.planId}/annex`);
  const save = async (name, bytes) => writeFile(path.join(world.out, name), bytes);
  const picked = Object.fromEntries(['title', ...FIGURES.map(([f]) => f)].map((f) => [f, annex[f]]));
  await save('annex.json', `${JSON.stringify(picked, null, 2)}\n`);
  await save('annex.xlsx', await planner.download(`/api/plans/${world.planId}/annex.xlsx`));
  await save('annex.docx', await planner.download(`/api/plans/${world.planId}/annex.docx`));
  await save('certificate.zip', await planner.download(`/api/draws/${world.drawId}/certificate.zip`));

  verifyCertificate(world, path.join(world.out, 'certificate.zip'));

  const counted = await countFromTables(world.platform.database, world.planId);
  console.log(`\n  ${annex.title}`);
  const wrong = [];
  for (const [field, label] of FIGURES) {
    const rows = await planner.get(`/api/plans/${world.planId}/annex/${field}/rows?size=200`);
    console.log(`  ${String(annex[field]).padStart(6)}  ${label}`);
    if (annex[field] !== counted[field]) wrong.push(`${field}: annex ${annex[field]}, tables ${counted[field]}`);
    if (annex[field] !== rows.total) wrong.push(`${field}: annex ${annex[field]}, rows behind it ${rows.total}`);
  }
  console.log('');
  if (!annex.title.includes(plan.title)) wrong.push(`title: annex «${annex.title}», plan «${plan.title}»`);
  // Figures that agree at nought prove nothing: the acts of this scenario must show in every one of them.
  for (const [field] of FIGURES) if (!(annex[field] > 0)) wrong.push(`${field}: the scenario should have made this more than 0`);
  if (annex.problemItems < 5) wrong.push(`problemItems: five findings were entered, the annex has ${annex.problemItems}`);
  if (wrong.length) throw new Error(`figures disagree:\n  ${wrong.join('\n  ')}`);
}
writeAnnex.label = '统计表';

/** By the three implementations; a refusal of any of them ends the scenario. */
function verifyCertificate(world, certificate) {
  const verified = (program, args) => {
    const said = execFileSync(program, [...args, 'verify', certificate], { stdio: ['ignore', 'pipe', 'inherit'] }).toString();
    if (!said.includes(`ok witness: ${world.witness.name}+`)) throw new Error(`${program} does not say who saw the opening:\n${said}`);
  };
  verified('java', ['-jar', path.join(ROOT, 'sampler/target/mingchou-sampler.jar')]);
  verified(process.execPath, [path.join(ROOT, 'verifier/batch.mjs'), '--']);
  if (spawnSync('python3', ['--version']).error) {
    world.log('证书经 Java 与 JavaScript（verify.html）校验通过；本机没有 python3，未做第三次校验');
    return;
  }
  verified('python3', [path.join(ROOT, 'verifier/verify.py')]);
  world.log('证书经 Java、JavaScript（verify.html）与 Python 三个实现校验通过，三者都说出见证人何时看到开启登记');
}
