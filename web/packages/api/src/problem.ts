/** One field that needs mending; `field` is the JSON name. */
export interface FieldError {
  field: string;
  reason: string;
}

interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: FieldError[];
  [name: string]: unknown;
}

const BASE = 'https://mingchou.org/problems/';

/** A refusal of the server (RFC 9457), or a failure to reach it. `detail` is Chinese and says what to do next. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable slug, e.g. `plan-not-approved`. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  readonly properties: Record<string, unknown>;

  constructor(status: number, document: ProblemDocument) {
    super(document.detail ?? document.title ?? String(status));
    this.name = 'ApiProblem';
    this.status = status;
    this.type = (document.type ?? 'unknown').replace(BASE, '');
    this.title = document.title ?? '没有办成';
    this.detail = document.detail ?? '服务器没有说明原因。请稍后再试；仍不行时联系系统管理员。';
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    this.properties = document;
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, {
      type: 'unreachable',
      title: '连接不上服务器',
      detail: '请检查网络后重试。已填写的内容仍在本页。',
    });
  }

  /** Reason of one field, for the message beside it. */
  reasonFor(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.reason;
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  try {
    return new ApiProblem(response.status, JSON.parse(text) as ProblemDocument);
  } catch {
    return new ApiProblem(response.status, { title: `服务器答复 ${response.status}` });
  }
}
