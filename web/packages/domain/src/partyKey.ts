import * as ed from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Secrets } from './commitment';

// Not crypto.subtle: browsers withhold it on plain http, where county servers often run.
ed.hashes.sha512 = sha512;

/** Crockford's base 32: no I, L, O or U, so that a printed code is read back right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 32;

/** A new key code: 160 bits, 32 characters in groups of four. It is printed and never leaves the browser. */
export function newKeyCode(): string {
  const random = crypto.getRandomValues(new Uint8Array(LENGTH));
  const code = [...random].map((byte) => ALPHABET[byte % 32]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** The 32 characters without separators, as typed from paper; null when it is no key code. */
export function readKeyCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return code.length === LENGTH && [...code].every((c) => ALPHABET.includes(c)) ? code : null;
}

export interface PartyKeyPair {
  seed: Uint8Array;
  /** 64 hex. */
  publicKey: string;
}

/** The Ed25519 key of a code; null when it is no key code. */
export function keyOfCode(typed: string): PartyKeyPair | null {
  const code = readKeyCode(typed);
  if (!code) return null;
  const seed = sha256(utf8ToBytes(`SSJ-PARTY-KEY-1|${code}`));
  return { seed, publicKey: bytesToHex(ed.getPublicKey(seed)) };
}

/** What people compare: the first 16 hex digits of the key's SHA-256, in groups of four. */
export function fingerprint(publicKey: string): string {
  return bytesToHex(sha256(hexToBytes(publicKey)))
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ');
}

/** 128 hex over the ASCII text. */
export const sign = (key: PartyKeyPair, text: string) =>
  bytesToHex(ed.sign(utf8ToBytes(text), key.seed));

/** 128 hex. */
export function signCommit(key: PartyKeyPair, drawNo: string, party: string, commits: Secrets) {
  return sign(key, `SSJ-PARTY-COMMIT-1|${drawNo}|${party}|${commits.first}|${commits.second}`);
}

/** 128 hex. */
export function signReveal(
  key: PartyKeyPair,
  drawNo: string,
  party: string,
  round: 1 | 2,
  secret: string,
) {
  return sign(key, `SSJ-PARTY-REVEAL-1|${drawNo}|${party}|${round}|${secret}`);
}

/** The sheet that a party saves and prints when it registers its key. */
export function keySheet(name: string, code: string, publicKey: string): string {
  return [
    '明抽 当事方密钥码（请妥善保管，任何人向您索要都不要给）',
    `name=${name}`,
    `code=${code}`,
    `key=${publicKey}`,
    `fingerprint=${fingerprint(publicKey)}`,
    '',
  ].join('\n');
}

/** The key code in a saved sheet. */
export function codeInSheet(text: string): string | null {
  const found = /^code=(\S+)\s*$/m.exec(text)?.[1];
  return found && readKeyCode(found) ? found : null;
}

/** Commitments and signature as the offline page shows them; null when something is missing. */
export interface SignedCommitments extends Secrets {
  signature: string;
}

/**
 * Either the one line of the offline page's QR code, `SSJ-PARTY-COMMIT-1|draw|party|first|second|key|signature`, or three
 * lines `commit.<party>=`, `second.<party>=`, `signature=`.
 *
 * @returns `'secret'` when the text holds secrets, which must not leave the party yet
 */
export function readSignedCommitments(
  text: string,
  drawNo: string,
  party: string,
): SignedCommitments | 'secret' | null {
  if (/^\s*(secret|first|second|code)\s*=|SSJ-PARTY-REVEAL-1/m.test(text)) return 'secret';
  const line = fields(text, 'SSJ-PARTY-COMMIT-1', drawNo, party, 4);
  if (line && HASH.test(line[0]!) && HASH.test(line[1]!) && SIGNATURE.test(line[3]!))
    return { first: line[0]!, second: line[1]!, signature: line[3]! };
  const hex = (key: string, digits: number) =>
    new RegExp(`^\\s*${key}\\s*=\\s*([0-9a-f]{${digits}})\\s*$`, 'm').exec(text)?.[1];
  const first = hex(`commit\\.${party}`, 64);
  const second = hex(`second\\.${party}`, 64);
  const signature = hex('signature', 128);
  return first && second && signature ? { first, second, signature } : null;
}

const HASH = /^[0-9a-f]{64}$/;
const SIGNATURE = /^[0-9a-f]{128}$/;

/** What follows draw and party in a line of the offline page. */
function fields(text: string, tag: string, drawNo: string, party: string, count: number) {
  const line = text
    .split(/\s+/)
    .map((word) => word.split('|'))
    .find(([first, draw, who]) => first === tag && draw === drawNo && who === party);
  return line && line.length === 3 + count ? line.slice(3) : null;
}

export interface SignedSecret {
  secret: string;
  signature: string;
}

/**
 * A secret and its signature for the reveal: the offline page's `SSJ-PARTY-REVEAL-1|draw|party|round|secret|key|signature`
 * or two lines `secret=`, `signature=`.
 */
export function readSignedSecret(
  text: string,
  drawNo: string,
  party: string,
  round: 1 | 2,
): SignedSecret | null {
  const line = fields(text, 'SSJ-PARTY-REVEAL-1', drawNo, party, 4);
  if (line)
    return line[0] === String(round) && HASH.test(line[1]!) && SIGNATURE.test(line[3]!)
      ? { secret: line[1]!, signature: line[3]! }
      : null;
  const secret = /^\s*secret\s*=\s*([0-9a-f]{64})\s*$/m.exec(text)?.[1];
  const signature = /^\s*signature\s*=\s*([0-9a-f]{128})\s*$/m.exec(text)?.[1];
  return secret && signature ? { secret, signature } : null;
}
