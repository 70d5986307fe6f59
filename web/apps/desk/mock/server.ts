import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import * as data from './data';

/** Answers reads with invented rows and every write with what was there: enough to look at the pages. */
const routes: [RegExp, (id: number) => unknown][] = [
  [/^\/session$/, () => data.session],
  [/^\/setup$/, () => ({ needed: false })],
  [/^\/departments$/, () => data.departments],
  [
    /^\/accounts$/,
    () =>
      data.page([
        {
          id: 1,
          username: 'yj-jihua',
          displayName: '周海燕',
          departmentName: '区应急管理局',
          status: 'ACTIVE',
          locked: false,
          roles: ['PLANNER', 'PARTY', 'WITNESS'],
        },
      ]),
  ],
  [
    /^\/calendar\/\d+$/,
    () => ({
      year: 2026,
      published: true,
      version: 1,
      days: [
        { day: '2026-05-01', kind: 'HOLIDAY', name: '劳动节' },
        { day: '2026-05-09', kind: 'WORKDAY', name: '劳动节调休' },
        { day: '2026-06-19', kind: 'HOLIDAY', name: '端午节' },
      ],
    }),
  ],
  [/^\/worklist$/, () => data.worklist],
  [
    /^\/inbox$/,
    () => [
      {
        id: 1,
        title: '名单已冻结，请作出承诺',
        link: '/desk/draws/1',
        createdAt: '2026-05-13T09:40:00+08:00',
        read: false,
      },
    ],
  ],
  [/^\/audit\/acts$/, () => [{ act: 'freeze-draw', label: '冻结抽取名单' }]],
  [/^\/audit$/, () => data.page(data.acts, 121)],
  [/^\/subjects\/labels$/, () => data.labelList],
  [/^\/officers\/qualifications$/, () => [{ code: 'WHP', name: '危险化学品' }]],
  [/^\/(?:subjects|officers|items)\/imports/, () => data.stagedImport],
  [/^\/subjects$/, () => data.page(data.subjects, 6012)],
  [
    /^\/subjects\/(\d+)$/,
    (id) => ({
      ...data.subjects[id - 1],
      names: [{ name: data.subjects[id - 1]!.name, from: '2019-03-02', to: null }],
      warnings: [],
      history: data.plan.history,
    }),
  ],
  [/^\/object-rules\/count$/, () => ({ count: 1456, byTier: { A: 62, B: 1340, C: 46, D: 8 } })],
  [/^\/officers$/, () => data.page(data.officers)],
  [
    /^\/officers\/(\d+)$/,
    (id) => ({
      ...data.officers[id - 1],
      certificates: [
        {
          id: 1,
          number: '03012405',
          issuer: '河北省司法厅',
          validFrom: '2024-01-01',
          validTo: '2028-12-31',
        },
      ],
      recusals: [],
      history: data.plan.history,
    }),
  ],
  [/^\/recusals$/, () => data.page([])],
  [/^\/items$/, () => data.page(data.items)],
  [/^\/items\/(\d+)\/applicable-count$/, () => ({ count: 842 })],
  [
    /^\/items\/(\d+)$/,
    (id) => ({
      ...data.items[id - 1],
      versions: [
        {
          ...data.items[id - 1],
          versionId: 100,
          version: 1,
          status: 'PUBLISHED',
          content: ['责任制是否建立'],
          rule: { any: [{ label: 'GONGMAO' }] },
          effectiveFrom: '2026-01-01',
          effectiveTo: null,
          inForce: true,
          publishedAt: '2026-01-10T09:00:00+08:00',
        },
      ],
    }),
  ],
  [/^\/plans$/, () => data.page([data.plan])],
  [/^\/plans\/(\d+)\/preview$/, () => data.preview],
  [
    /^\/plans\/(\d+)\/progress$/,
    () => ({
      planId: 1,
      steps: [
        ['比对确认', 97, 121, 2],
        ['认领', 60, 97, 0],
        ['编组', 58, 60, 0],
        ['检查', 12, 49, 0],
        ['公示', 4, 97, 0],
        ['后续处置', 1, 4, 0],
      ].map(([label, done, total, overdue]) => ({ key: label, label, done, total, overdue })),
    }),
  ],
  [
    /^\/plans\/(\d+)\/exclusions$/,
    () =>
      data.page([
        {
          id: 1,
          version: 0,
          status: 'PROPOSED',
          allowedActions: ['APPROVE', 'REJECT'],
          objectId: 'X',
          subjectName: data.subjects[0]!.name,
          creditCode: data.subjects[0]!.creditCode,
          code: 'X01',
          note: '本年度已受检两次',
          evidence: null,
          departmentName: '区水利局',
          proposedBy: '吕静',
          proposedAt: '2026-05-11T09:00:00+08:00',
        },
      ]),
  ],
  [/^\/plans\/(\d+)\/draws$/, () => [data.draw]],
  [/^\/plans\/(\d+)\/annex$/, () => data.annex],
  [
    /^\/plans\/(\d+)\/annex\/.*$/,
    () => ({
      ...data.page(
        data.subjects.map((s) => [s.name, s.creditCode, '区应急管理局']),
        49,
      ),
      columns: ['检查对象', '统一社会信用代码', '部门'],
    }),
  ],
  [/^\/plans\/(\d+)$/, () => data.plan],
  [
    /^\/draws\/(\d+)\/rows$/,
    () =>
      data.page(
        data.subjects.map((s, i) => ({
          subjectId: s.id,
          objectId: s.drawId,
          name: s.name,
          tier: s.tier,
          rank: i + 1,
          ticket: '0c1ac399dcd7c2040a2304bbd5a2d1851c6953cb63a5275729fb1c9f5b62fc1a',
          kind: 'DRAWN',
          dropOutCode: i === 5 ? 'S1' : null,
          substituteFor: null,
        })),
      ),
  ],
  [
    /^\/draws\/(\d+)\/drop-outs$/,
    () => [
      {
        id: 1,
        version: 0,
        status: 'FIRST_APPROVED',
        allowedActions: ['APPROVE', 'REJECT'],
        objectId: data.subjects[5]!.drawId,
        subjectName: data.subjects[5]!.name,
        code: 'S2',
        reason: '登记住所无人经营，电话停机',
        evidence: { sha256: 'ab'.repeat(32), mediaType: 'image/jpeg', size: 182_034 },
        attempts: [
          { at: '2026-05-12T09:30:00+08:00', note: '到登记住所，大门上锁，门卫称已搬走' },
          { at: '2026-05-13T15:10:00+08:00', note: '拨打登记电话，已停机' },
        ],
        departmentName: '区应急管理局',
        proposedBy: '吕静',
        proposedAt: '2026-05-14T09:00:00+08:00',
        approvals: [{ by: '韩立新', at: '2026-05-14T10:00:00+08:00' }],
      },
    ],
  ],
  [
    /^\/draws\/(\d+)\/pools$/,
    () =>
      data.departments.map((d, i) => ({
        pool: d.code,
        drawId: 1,
        departmentId: d.id,
        departmentName: d.name,
        groupSize: 2,
        officers: 30,
        officersWithValidCertificate: 28,
        claimed: 40,
        unclaimed: i,
        staffed: i ? 0 : 39,
        unstaffed: i ? 0 : 1,
        status: i ? 'WAITING' : 'MATCHED',
        allowedActions: i ? ['MATCH'] : [],
      })),
  ],
  [
    /^\/draws\/beacons$/,
    () => ({
      choices: [
        { beacon: 'live:dice', label: '当众掷骰（不少于 50 颗），见证人与另一当事方各自录入' },
      ],
      noneAllowed: false,
    }),
  ],
  [/^\/party-keys\/mine$/, () => data.myPartyKey],
  [/^\/party-keys$/, () => data.waitingKeys],
  [/^\/draws\/(\d+)$/, () => data.draw],
  [/^\/assignments$/, () => data.page(data.assignments, 121)],
  [/^\/assignments\/(\d+)$/, (id) => data.assignments[id - 1]],
  [/^\/groups$/, () => data.page(data.groups)],
  [/^\/visits$/, () => data.page(data.visits, 49)],
  [/^\/visits\/(\d+)/, (id) => data.visits[id - 1]],
  [/^\/sections$/, () => data.page(data.sections)],
  [/^\/sections\/(\d+)/, (id) => data.sections[id - 1]],
  [/^\/publications\/dictionary$/, () => [{ code: '1', text: '未发现问题', scope: 'CORE' }]],
  [/^\/publications$/, () => data.page(data.publications)],
  [/^\/follow-ups$/, () => data.page(data.followUps)],
  [/^\/follow-ups\/(\d+)$/, (id) => data.followUps[id - 1]],
  [/^\/exchange\/outbox$/, () => data.page(data.outbox)],
  [
    /^\/exchange\/reconciliation$/,
    () => ({
      at: '2026-05-26T08:00:00+08:00',
      published: 97,
      accepted: 95,
      pending: 0,
      refused: 1,
      rows: [
        {
          publicationId: 2,
          outboundId: 'P2',
          subjectName: data.subjects[1]!.name,
          departmentName: '区应急管理局',
          ours: '未发现问题',
          theirs: null,
          difference: 'REFUSED',
        },
      ],
    }),
  ],
];

function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? '').split('?')[0]!.replace(/^\/api/, '');
  const route = routes.find(([pattern]) => pattern.test(path));
  response.setHeader('Content-Type', route ? 'application/json' : 'application/problem+json');
  response.statusCode = route ? 200 : 404;
  const id = Number(route?.[0].exec(path)?.[1] ?? 1);
  response.end(
    JSON.stringify(
      route
        ? route[1](id)
        : { title: '没有找到', detail: `样例里没有 ${path}。请接上服务器再看。` },
    ),
  );
  return true;
}

export function mockApi(): Plugin {
  return {
    name: 'mingchou-mock-api',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) answer(request, response);
        else next();
      });
    },
  };
}
