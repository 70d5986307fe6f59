import type {
  ArrivalInput,
  ContactAttempt,
  Measure,
  Outcome,
  ResultInput,
  Section,
  VisitDetail,
} from '@mingchou/api';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { SHEET_CODE, visit } from './data';

/**
 * Plays the server for looking at the pages: one officer, a few visits, the rules that shape a page. Any name signs
 * in; the password 错 is refused. The truth is the server: MINGCHOU_API.
 */
const NOW = '2026-05-13T09:05:00+08:00';
let signedIn = false;

const all: VisitDetail[] = [
  visit(1, '石家庄样例化工经营有限公司', '栾城区样例大街 18 号', 'NOTIFIED'),
  visit(2, '栾城区样例机械加工厂（普通合伙）', '栾城区窦妪镇样例工业园 3 排', 'IN_PROGRESS'),
  visit(3, '河北样例医药科技股份有限公司', '栾城区装备制造基地样例路 66 号', 'FINISHED'),
  visit(4, '栾城区样例汽车销售服务有限公司', '栾城区样例路与裕翔街交口', 'FINISHED'),
  visit(5, '石家庄市栾城区样例家具厂', '栾城区楼底镇样例村', 'APPROVED'),
];
for (const each of all.slice(1, 4)) arrive(each, ['YJ001', 'YJ014']);
for (const each of all.slice(2, 4)) {
  each.sections.forEach((part) => part.results?.forEach((item) => (item.outcome = 'NO_PROBLEM')));
  each.signature = { signerName: '吴样例', signerRole: '法定代表人', at: NOW, imageSha256: '' };
  each.deadline = {
    rule: 'PUBLISH_RESULT',
    startedOn: '2026-05-12',
    startEvent: '现场检查结束',
    dueOn: '2026-06-09',
    calendarVersion: 1,
    provisional: false,
    metOn: null,
    remainingWorkingDays: 19,
    overdue: false,
  };
}
Object.assign(all[2].sections[0], { status: 'SUBMITTED', submittedAt: NOW, filledBy: '赵样例' });
Object.assign(all[3].sections[0], {
  status: 'RETURNED',
  returnReason: '第 2 项写明发现了什么位置、什么数量，并补充照片。',
  reviewedBy: '冯样例',
});

function arrive(each: VisitDetail, officers: string[]) {
  each.checkIns = each.sections
    .flatMap((part) => part.members)
    .filter((member) => officers.includes(member.officerNo))
    .map((member) => ({
      officerNo: member.officerNo,
      officerName: member.officerName,
      certificateNumber: member.certificateNumber ?? '',
      at: NOW,
      latitude: null,
      longitude: null,
    }));
  if (each.status === 'NOTIFIED') each.status = 'IN_PROGRESS';
}

/** What follows from the state: counts and what may be done. */
function tidy(each: VisitDetail): VisitDetail {
  const going = each.status === 'IN_PROGRESS';
  const gone = each.outcome === 'UNREACHABLE';
  each.allowedActions = [
    ...(going || each.status === 'NOTIFIED' ? ['CHECK_IN'] : []),
    ...((going || each.status === 'NOTIFIED') && !gone ? ['RECORD_UNREACHABLE'] : []),
    ...(going && !gone ? ['FILL', 'CONSULT', 'SIGN', 'REFUSE'] : []),
    ...(going ? ['FINISH'] : []),
  ];
  for (const part of each.sections) {
    part.missingCount = part.results?.filter((item) => !item.outcome).length ?? 0;
    part.problemCount = part.results?.filter((item) => item.outcome === 'PROBLEM').length ?? 0;
    const open = part.status === 'OPEN' || part.status === 'RETURNED';
    part.allowedActions = part.mine
      ? [
          ...(part.status === 'RETURNED' || (open && going) ? ['FILL'] : []),
          ...(open && each.status === 'FINISHED' ? ['SUBMIT'] : []),
        ]
      : [];
  }
  each.mySectionStatus = each.sections[0].status;
  return each;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

function save(part: Section, results: ResultInput[]) {
  for (const input of results) {
    const item = part.results?.find((each) => each.itemVersionId === input.itemVersionId);
    if (!item) continue;
    Object.assign(item, {
      outcome: input.outcome as Outcome,
      finding: input.finding ?? null,
      handling: input.handling ?? null,
      measure: (input.measure ?? null) as Measure | null,
      reason: input.reason ?? null,
      evidence: (input.evidence ?? []).map((sha256) => ({
        sha256,
        mediaType: 'image/jpeg',
        size: 81_234,
      })),
      revision: item.revision + 1,
      recordedBy: '赵样例',
      recordedAt: NOW,
    });
  }
  part.version += 1;
}

const acts: Record<string, (each: VisitDetail, body: never) => void> = {
  'check-in': (each, body: ArrivalInput) => {
    if (body.sheetCode !== SHEET_CODE) {
      throw new Refusal(
        409,
        'wrong-sheet-code',
        `检查码与这户企业的“一企一表”不符。请核对企业名称（样例检查码 ${SHEET_CODE}）。`,
      );
    }
    arrive(each, body.officers);
  },
  consultations: (each, body: { question: string; answer: string }) =>
    each.consultations.push({ id: each.consultations.length + 1, ...body, by: '赵样例', at: NOW }),
  signature: (each, body: { signerName: string; signerRole: string }) => {
    const missing = each.sections.reduce((sum, part) => sum + part.missingCount, 0);
    if (missing) {
      throw new Refusal(
        409,
        'items-unanswered',
        `还有 ${missing} 个事项没有填写结果。请各部门填写完整后，再请企业签字确认。`,
      );
    }
    each.signature = {
      signerName: body.signerName,
      signerRole: body.signerRole,
      at: NOW,
      imageSha256: '',
    };
  },
  refusal: (each, body: { reason: string; witnessName: string }) => {
    each.refusal = { reason: body.reason, witnessName: body.witnessName, at: NOW };
  },
  unreachable: (each, body: { attempts: ContactAttempt[] }) => {
    each.attempts = body.attempts;
    each.outcome = 'UNREACHABLE';
    each.status = 'IN_PROGRESS';
  },
  finish: (each) => {
    each.status = 'FINISHED';
  },
};

function answer(method: string, path: string, bytes: Buffer): unknown {
  if (path === '/api/session' && method === 'DELETE') return void (signedIn = false);
  if (path === '/api/session' && method === 'POST') {
    const { password } = JSON.parse(bytes.toString()) as { password: string };
    if (password === '错')
      throw new Refusal(401, 'sign-in-failed', '登录名或密码不正确。连续 5 次将锁定 15 分钟。');
    signedIn = true;
  }
  if (!signedIn) throw new Refusal(401, 'not-signed-in', '尚未登录或登录已超时，请登录。');
  if (path === '/api/session') {
    return {
      accountId: 1,
      username: 'yj001',
      displayName: '赵样例',
      departmentId: 1,
      departmentName: '区应急管理局',
      regionCode: '130111',
      regionName: '栾城区',
      roles: ['OFFICER'],
      demo: true,
      today: '2026-05-13',
    };
  }
  if (path === '/api/blobs') {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, size: bytes.length, mediaType: 'image/jpeg' };
  }
  if (path === '/api/visits')
    return { items: all.map(tidy), total: all.length, page: 1, size: 200 };
  const body = (bytes.length ? JSON.parse(bytes.toString()) : {}) as never;
  const [, , kind, id, act] = path.split('/');
  if (kind === 'sections') {
    const owner = all.find((each) => each.sections.some((part) => part.id === Number(id)));
    const part = owner?.sections.find((each) => each.id === Number(id));
    if (owner && part) {
      if (act === 'results') save(part, (body as { results: ResultInput[] }).results);
      if (act === 'submit')
        Object.assign(part, { status: 'SUBMITTED', submittedAt: NOW, filledBy: '赵样例' });
      tidy(owner);
      return part;
    }
  }
  const each = all.find((one) => one.id === Number(id));
  if (kind !== 'visits' || !each)
    throw new Refusal(
      404,
      'not-found',
      '没有找到这次检查，或不在您的管辖范围内。请返回列表重新选择。',
    );
  tidy(each);
  if (act) acts[act]?.(each, body);
  return tidy(each);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  response.setHeader('Set-Cookie', 'XSRF-TOKEN=mock; Path=/');
  try {
    const result = answer(request.method ?? 'GET', path, await read(request));
    response.statusCode = result === undefined ? 204 : 200;
    response.setHeader('Content-Type', 'application/json');
    response.end(result === undefined ? '' : JSON.stringify(result));
  } catch (refused) {
    const known = refused instanceof Refusal ? refused : new Refusal(500, 'mock', String(refused));
    response.statusCode = known.status;
    response.setHeader('Content-Type', 'application/problem+json');
    response.end(
      JSON.stringify({
        type: `https://mingchou.org/problems/${known.type}`,
        title: known.status === 409 ? '当前状态不能办理' : '没有办成',
        status: known.status,
        detail: known.detail,
      }),
    );
  }
}

export function mockApi(): Plugin {
  return {
    name: 'mock-api',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) void handle(request, response);
        else next();
      });
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) void handle(request, response);
        else next();
      });
    },
  };
}
