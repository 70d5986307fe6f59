import { ApiProblem, problemOf } from './problem';

type Query = object;

/** Called on 401, so that an app can lead to its sign-in page with a return address. */
let onSignedOut: () => void = () => {};
/** Called after each answer: the idle clock of the session starts anew. */
let onAnswer: () => void = () => {};

export function configureClient(hooks: { onSignedOut?: () => void; onAnswer?: () => void }): void {
  onSignedOut = hooks.onSignedOut ?? onSignedOut;
  onAnswer = hooks.onAnswer ?? onAnswer;
}

function csrfToken(): string | undefined {
  const pair = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
  return pair && decodeURIComponent(pair.slice('XSRF-TOKEN='.length));
}

export function toQueryString(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

async function send(method: string, path: string, body?: BodyInit, json = true): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json, text/plain',
  };
  if (body !== undefined && json) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') {
    if (!csrfToken()) await fetch('/api/session', { credentials: 'same-origin' }).catch(() => null);
    const token = csrfToken();
    if (token) headers['X-XSRF-TOKEN'] = token;
  }
  try {
    return await fetch(path, { method, headers, body, credentials: 'same-origin' });
  } catch {
    throw ApiProblem.unreachable();
  }
}

async function answered(
  method: string,
  path: string,
  body?: BodyInit,
  json = true,
): Promise<Response> {
  const response = await send(method, path, body, json);
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && path !== '/api/session') onSignedOut();
    throw problem;
  }
  onAnswer();
  return response;
}

async function call<T>(method: string, path: string, body?: BodyInit, json = true): Promise<T> {
  const response = await answered(method, path, body, json);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const http = {
  get: <T>(path: string, query?: Query) => call<T>('GET', path + toQueryString(query)),
  text: (path: string) => answered('GET', path).then((response) => response.text()),
  post: <T>(path: string, body: unknown) => call<T>('POST', path, JSON.stringify(body)),
  put: <T>(path: string, body: unknown) => call<T>('PUT', path, JSON.stringify(body)),
  delete: (path: string) => call<void>('DELETE', path),
  upload: <T>(path: string, file: File) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return call<T>('POST', path, form, false);
  },
};
