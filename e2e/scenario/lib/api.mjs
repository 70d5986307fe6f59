// One person at the public HTTP API: cookies, CSRF, JSON. Nothing here knows the inside of the server.
import { readFile } from 'node:fs/promises';

export class Refused extends Error {
  constructor(method, path, status, problem) {
    super(`${method} ${path} → ${status} ${problem.type ?? ''}: ${problem.detail ?? JSON.stringify(problem)}`);
    this.status = status;
    this.slug = String(problem.type ?? '').split('/').pop();
    this.detail = problem.detail;
  }
}

export class Person {
  #cookies = new Map();

  constructor(base, username) {
    this.base = base;
    this.username = username;
  }

  static async signIn(base, username, password) {
    const person = new Person(base, username);
    await person.#call('GET', '/api/session').catch(() => {});
    person.session = await person.post('/api/session', { username, password });
    return person;
  }

  get = (path) => this.#call('GET', path);
  post = (path, body = {}) => this.#call('POST', path, body);
  put = (path, body) => this.#call('PUT', path, body);

  /** All rows of a paged list. */
  async all(path) {
    const rows = [];
    for (let page = 1; ; page++) {
      const answer = await this.get(`${path}${path.includes('?') ? '&' : '?'}page=${page}&size=200`);
      rows.push(...answer.items);
      if (rows.length >= answer.total || answer.items.length === 0) return rows;
    }
  }

  async download(path) {
    const response = await this.#fetch('GET', path);
    if (!response.ok) throw new Refused('GET', path, response.status, await response.json().catch(() => ({})));
    return Buffer.from(await response.arrayBuffer());
  }

  async upload(path, name, bytes, type = 'application/octet-stream') {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type }), name);
    return this.#read('POST', path, await this.#fetch('POST', path, form));
  }

  uploadFile = async (path, file) => this.upload(path, file.split('/').pop(), await readFile(file));

  async #call(method, path, body) {
    return this.#read(method, path, await this.#fetch(method, path, body === undefined ? undefined : JSON.stringify(body)));
  }

  async #read(method, path, response) {
    const text = await response.text();
    const json = text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    if (!response.ok) throw new Refused(method, path, response.status, json || {});
    return json;
  }

  async #fetch(method, path, body) {
    const headers = { cookie: [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; ') };
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    if (this.#cookies.has('XSRF-TOKEN')) headers['x-xsrf-token'] = this.#cookies.get('XSRF-TOKEN');
    const response = await fetch(this.base + path, { method, headers, body, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const [name, ...value] = pair.split('=');
      this.#cookies.set(name, value.join('='));
    }
    return response;
  }
}

/** Expects a refusal with this status and slug; anything else is a failed step. */
export async function refused(status, slug, act) {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refused && error.status === status && error.slug === slug) return error.detail;
    throw error;
  }
  throw new Error(`expected refusal ${status} ${slug}, but the act succeeded`);
}
