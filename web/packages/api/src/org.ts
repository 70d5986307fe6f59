import { http } from './client';
import type { Id, IsoDate, ListQuery, Page } from './common';

export type Role =
  | 'SYSTEM_ADMIN'
  | 'SECURITY_ADMIN'
  | 'AUDIT_ADMIN'
  | 'REGISTRAR'
  | 'PLANNER'
  | 'DEPARTMENT_ADMIN'
  | 'APPROVER'
  | 'OFFICER'
  | 'REVIEWER'
  | 'FOLLOWUP_HANDLER'
  | 'SUPERVISOR'
  | 'WITNESS'
  | 'PARTY';

/** The signed-in account. 401 when nobody is signed in (the CSRF cookie is set all the same). */
export interface Session {
  accountId: Id;
  username: string;
  displayName: string;
  departmentId: Id | null;
  departmentName: string | null;
  regionCode: string;
  regionName: string;
  roles: Role[];
  /** The demo clock is on: show 样例 and the business date. */
  demo: boolean;
  /** Business date. */
  today: IsoDate;
  /** Seconds without a request after which the session ends. */
  idleTimeoutSeconds: number;
  /** Somebody else chose the password: only changing it is allowed. */
  mustChangePassword: boolean;
}

export interface Department {
  id: Id;
  name: string;
  shortName: string;
  /** Region, e.g. 130111. */
  regionCode: string;
  /** Pool id in the draw, `[A-Z0-9._-]{1,32}`, e.g. YJ. */
  code: string;
}

export interface DepartmentInput {
  name: string;
  shortName: string;
  code: string;
}

export interface Account {
  id: Id;
  username: string;
  displayName: string;
  departmentName: string | null;
  /** DISABLED: locked by the security administrator. */
  status: 'ACTIVE' | 'DISABLED';
  /** For a quarter of an hour, after too many misses. */
  locked: boolean;
  roles: Role[];
  allowedActions: string[];
}

export interface AccountInput {
  username: string;
  displayName: string;
  departmentId: Id | null;
  /** Good for the first sign-in only. */
  password: string;
}

export interface AccountQuery extends ListQuery {
  departmentId?: Id;
  role?: Role;
}

/** First run: open only while no account exists. */
export interface SetupState {
  needed: boolean;
}

export interface SetupAdmin {
  username: string;
  displayName: string;
  password: string;
}

export interface SetupInput {
  regionCode: string;
  regionName: string;
  systemAdmin: SetupAdmin;
  securityAdmin: SetupAdmin;
  auditAdmin: SetupAdmin;
}

export const org = {
  session: () => http.get<Session>('/api/session'),
  signIn: (username: string, password: string) =>
    http.post<Session>('/api/session', { username, password }),
  signOut: () => http.delete('/api/session'),
  changePassword: (current: string, next: string) =>
    http.put<void>('/api/session/password', { current, next }),
  /** All departments of the region, not paged. */
  departments: () => http.get<Department[]>('/api/departments'),
  createDepartment: (input: DepartmentInput) => http.post<Department>('/api/departments', input),
  correctDepartment: (id: Id, input: Omit<DepartmentInput, 'code'>) =>
    http.put<Department>(`/api/departments/${id}`, input),
  accounts: (query: AccountQuery) => http.get<Page<Account>>('/api/accounts', query),
  createAccount: (input: AccountInput) => http.post<{ id: Id }>('/api/accounts', input),
  /** The person's name. */
  correctName: (id: Id, displayName: string) =>
    http.put<void>(`/api/accounts/${id}`, { displayName }),
  setRoles: (id: Id, roles: Role[]) => http.put<void>(`/api/accounts/${id}/roles`, { roles }),
  lock: (id: Id, reason: string) => http.post<void>(`/api/accounts/${id}/lock`, { reason }),
  unlock: (id: Id, reason: string) => http.post<void>(`/api/accounts/${id}/unlock`, { reason }),
  resetPassword: (id: Id, password: string) =>
    http.post<void>(`/api/accounts/${id}/reset-password`, { password }),
  setupState: () => http.get<SetupState>('/api/setup'),
  setup: (input: SetupInput) => http.post<void>('/api/setup', input),
};
