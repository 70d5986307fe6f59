import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 in hex. Not crypto.subtle: browsers withhold it on plain http, where county servers often run. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

export interface Secrets {
  first: string;
  second: string;
}

/** Two secrets of 256 bits each; they leave the browser only when they are revealed. */
export function newSecrets(): Secrets {
  const one = () => bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  return { first: one(), second: one() };
}

/** SSJ-DRAW-1 §3.2. */
export function commitments(drawNo: string, party: string, secrets: Secrets): Secrets {
  return {
    first: sha256Hex(`SSJ-COMMIT-1|${drawNo}|${party}|${secrets.first}`),
    second: sha256Hex(`SSJ-COMMIT-2|${drawNo}|${party}|${secrets.second}`),
  };
}

/** The text a party saves and prints. */
export function secretsFile(drawNo: string, party: string, secrets: Secrets): string {
  const commit = commitments(drawNo, party, secrets);
  return [
    '明抽 抽取秘密数（请保密，揭示前不得告知任何人）',
    `draw=${drawNo}`,
    `party=${party}`,
    `secret=${secrets.first}`,
    `second=${secrets.second}`,
    `commit.${party}=${commit.first}`,
    `second.${party}=${commit.second}`,
    '',
  ].join('\n');
}

/** Reads that text back, or the sheet of the offline page: a lost tab is no reason to void a draw. */
export function readSecretsFile(text: string, drawNo: string): Secrets | null {
  if (/^draw=(\S+)\s*$/m.exec(text)?.[1] !== drawNo) return null;
  const value = (key: string) => new RegExp(`^${key}=([0-9a-f]{64})\\s*$`, 'm').exec(text)?.[1];
  const first = value('secret') ?? value('first');
  const second = value('second');
  return first && second ? { first, second } : null;
}
