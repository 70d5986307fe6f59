import { readKept, writeKept } from './kept';
import { uuid } from './uuid';

interface Begun {
  clientId: string;
  content: string;
}

/**
 * Sends a write under its UUID. An answer may get lost on the way: the same content sent again keeps its id, so that
 * the server counts one act; other content is another act with another id.
 */
export async function once<T>(
  accountId: number,
  act: string,
  content: unknown,
  send: (clientId: string) => Promise<T>,
): Promise<T> {
  const name = `write/${act}`;
  const text = JSON.stringify(content);
  const before = readKept<Begun>(accountId, name);
  const begun = before?.content === text ? before : { clientId: uuid(), content: text };
  writeKept(accountId, name, begun);
  const answer = await send(begun.clientId);
  writeKept(accountId, name, null);
  return answer;
}
