import type { ItemResult, Section, VisitDetail, VisitStatus } from '@mingchou/api';

/** Enough of a district for the pages: invented names, one visit per list. */
const items: Record<string, [string, string[], string][]> = {
  区应急管理局: [
    [
      '危险化学品经营单位安全生产检查',
      ['安全生产责任制是否建立', '从业人员培训记录是否完整', '应急预案是否备案'],
      '《中华人民共和国安全生产法》第六十五条',
    ],
    [
      '工贸企业有限空间作业管理检查',
      ['是否建立管理台账', '是否先通风、再检测、后作业'],
      '《工贸企业有限空间作业安全规定》第六条',
    ],
    [
      '特种作业人员持证上岗检查',
      ['特种作业操作证是否在有效期内'],
      '《中华人民共和国安全生产法》第三十条',
    ],
    [
      '重大危险源登记建档检查',
      ['是否登记建档', '是否定期检测、评估'],
      '《中华人民共和国安全生产法》第四十条',
    ],
  ],
  区生态环境分局: [
    ['排污许可证执行情况检查', ['是否按证排污', '台账是否完整'], '《排污许可管理条例》第二十五条'],
    [
      '危险废物规范化管理检查',
      ['转移联单是否齐全'],
      '《中华人民共和国固体废物污染环境防治法》第七十八条',
    ],
  ],
};

function result(id: number, [name, content, legalBasis]: [string, string[], string]): ItemResult {
  return {
    itemId: id,
    itemVersionId: id,
    itemVersion: 2,
    code: `LC-${String(id).padStart(3, '0')}`,
    name,
    content,
    legalBasis,
    method: '现场检查',
    outcome: null,
    finding: null,
    handling: null,
    measure: null,
    reason: null,
    evidence: [],
    revision: 0,
    recordedBy: null,
    recordedAt: null,
  };
}

const people: Record<string, [string, string, string, string | null][]> = {
  区应急管理局: [
    ['YJ001', '赵样例', '冀A130111001', '2028-12-31'],
    ['YJ014', '钱样例', '冀A130111014', '2027-06-30'],
  ],
  区生态环境分局: [
    ['HB003', '孙样例', '冀A130111203', '2028-03-31'],
    ['HB009', '李样例', '冀A130111209', '2026-04-30'],
  ],
};

let lastSection = 0;

function section(visit: number, department: string, mine: boolean, subject: string): Section {
  lastSection += 1;
  const id = lastSection;
  return {
    id,
    version: 1,
    status: 'OPEN',
    allowedActions: [],
    visitId: visit,
    sheetNo: `130111-2026-06-${String(visit).padStart(5, '0')}`,
    visitStatus: 'NOTIFIED',
    visitOutcome: null,
    scheduledOn: '2026-05-13',
    planId: 1,
    planTitle: '2026年第六次部门联合双随机抽查（样例）',
    subjectId: visit,
    objectId: `O${visit}`,
    subjectName: subject,
    departmentId: mine ? 1 : 2,
    departmentName: department,
    itemCount: items[department].length,
    problemCount: 0,
    missingCount: items[department].length,
    mine,
    filledBy: null,
    submittedAt: null,
    reviewedBy: null,
    returnReason: null,
    publishedAt: null,
    deadline: null,
    members: people[department].map(([officerNo, officerName, number, to], seat) => ({
      seat,
      officerId: seat + 1,
      officerNo,
      officerName,
      username: null,
      certificateNumber: number,
      certificateValidTo: to,
    })),
    assistants: mine ? [{ name: '周样例', specialty: '化工工艺' }] : [],
    results: items[department].map((item, index) => result(id * 100 + index, item)),
  };
}

export const SHEET_CODE = 'ABCDEFGH23';

export function visit(
  id: number,
  subject: string,
  address: string,
  status: VisitStatus,
): VisitDetail {
  const departments = Object.keys(items);
  const sections = departments.map((name, index) => section(id, name, index === 0, subject));
  return {
    id,
    version: 1,
    status,
    allowedActions: [],
    sheetNo: sections[0].sheetNo,
    planId: 1,
    planTitle: sections[0].planTitle,
    drawId: 1,
    subjectId: id,
    objectId: `O${id}`,
    subjectName: subject,
    address,
    departmentNames: departments,
    leadDepartmentId: 1,
    scheduledOn: '2026-05-13',
    noticeNo: '栾应急检通〔2026〕0612号',
    outcome: null,
    mine: true,
    mySectionStatus: 'OPEN',
    deadline: null,
    sheetCode: null,
    enterpriseCode: null,
    creditCode: '91130111MA0YANGLI4',
    legalRepresentative: '吴样例',
    approvalBasis: '《中华人民共和国安全生产法》第六十五条；2026年度抽查计划',
    approvalReturnReason: null,
    requestedBy: '王样例',
    approvedBy: '郑样例',
    approvedAt: '2026-05-11T16:20:00+08:00',
    urgentReason: null,
    notifiedAt: '2026-05-12T09:00:00+08:00',
    finishedAt: null,
    checkIns: [],
    groups: sections.map((each, index) => ({
      groupId: each.id,
      departmentId: each.departmentId,
      departmentName: each.departmentName,
      lead: index === 0,
      seats: each.members,
      assistants: each.assistants,
    })),
    sections,
    consultations: [],
    signature: null,
    refusal: null,
    attempts: [],
    history: [],
  };
}
