import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as api from '.';

const document = load(readFileSync('../docs/api/openapi.yaml', 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};

/** `GET /api/plans/7` is an operation of the document. */
function known(operation: string): boolean {
  const [method, address] = operation.split(' ');
  const path = address.split('?')[0];
  return Object.entries(document.paths).some(
    ([template, methods]) =>
      method.toLowerCase() in methods &&
      new RegExp(
        `^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '(\\d+|subjects|draw)')}$`,
      ).test(path),
  );
}

function standIns(client: unknown, name: string): unknown[] {
  if (client === api.imports) return ['subjects', name === 'stage' ? new File([''], 'x.xlsx') : 7];
  if (client === api.blobs) return [new File([''], 'x.pdf')];
  if (name === 'checkpoint') return ['draw'];
  return [7, 8, 9];
}

/** Every function of the package, called once with stand-ins, and the requests that came of it. */
async function requests(): Promise<string[]> {
  const made: string[] = [];
  vi.stubGlobal('fetch', (address: string, options: { method: string }) => {
    made.push(`${options.method} ${address}`);
    return Promise.resolve(new Response('{}'));
  });
  vi.stubGlobal('document', { cookie: 'XSRF-TOKEN=x' });
  const clients = Object.values(api).filter(
    (part) => typeof part === 'object',
  ) as unknown as Record<string, (...inputs: unknown[]) => unknown>[];
  for (const client of clients) {
    for (const [name, call] of Object.entries(client)) {
      if (typeof call !== 'function') continue;
      const answer = call(...standIns(client, name));
      if (typeof answer === 'string') made.push(`GET ${answer}`);
      else await answer;
    }
  }
  return made;
}

afterEach(() => vi.unstubAllGlobals());

describe('the package', () => {
  it('asks for nothing that the document does not offer', async () => {
    const made = await requests();
    expect(made.length).toBeGreaterThan(100);
    expect(made.filter((operation) => !known(operation))).toEqual([]);
  });
});
