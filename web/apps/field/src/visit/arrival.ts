import type { FieldError, VisitDetail } from '@mingchou/api';

const CODE = /^[A-Z2-7]{10}$/;
const TWO = 2;

/** The code as typed, or the whole link that the phone's camera read. */
export function normalCode(typed: string): string {
  const tail = typed.trim().replace(/\/+$/, '').split('/').pop() ?? '';
  return tail.replace(/[\s-]/g, '').toUpperCase();
}

/** The server decides; this saves a way there. */
export function arrivalErrors(
  visit: Pick<VisitDetail, 'groups' | 'sections'>,
  code: string,
  present: readonly string[],
): FieldError[] {
  const errors: FieldError[] = [];
  if (!CODE.test(code)) {
    errors.push({
      field: 'sheet-code',
      reason: '检查码是检查表二维码下方的 10 位字母和数字（没有 0 和 1）',
    });
  }
  for (const group of visit.groups) {
    const here = group.seats.filter((seat) => present.includes(seat.officerNo)).length;
    if (here > 0 && here < TWO) {
      errors.push({
        field: `present-${group.seats[0].officerNo}`,
        reason: `${group.departmentName}到场执法人员少于两人，请等同组人员到场后一并登记`,
      });
    }
  }
  const own = visit.sections.filter((each) => each.mine).flatMap((each) => each.members);
  if (!own.some((member) => present.includes(member.officerNo))) {
    errors.push({
      field: own.length ? `present-${own[0].officerNo}` : 'sheet-code',
      reason: '请勾选到场的执法人员，并包含本部门至少两人',
    });
  }
  return errors;
}
