import * as ed from '@noble/ed25519';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commitments, newSecrets, sha256Hex } from './commitment';
import {
  codeInSheet,
  keyOfCode,
  keySheet,
  newKeyCode,
  readKeyCode,
  readSignedCommitments,
  readSignedSecret,
  signCommit,
  signReveal,
} from './partyKey';

/** As another implementation of Ed25519 sees it. */
function nodeVerifies(publicKey: string, text: string, signature: string): boolean {
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(publicKey, 'hex'),
  ]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'ascii'), key, Buffer.from(signature, 'hex'));
}

const DRAW = '130111-2026-000001';

describe('the key of a party', () => {
  it('comes from a printed code of 160 bits, however it is typed', () => {
    const code = newKeyCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(newKeyCode()).not.toBe(code);
    const plain = code.replaceAll('-', '');
    expect(readKeyCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(plain);
    expect(readKeyCode('O'.repeat(16) + 'l'.repeat(16))).toBe('0'.repeat(16) + '1'.repeat(16));
    expect(readKeyCode(plain.slice(1))).toBeNull();
    expect(readKeyCode('U'.repeat(32))).toBeNull();
    const seed = hexToBytes(sha256Hex(`SSJ-PARTY-KEY-1|${plain}`));
    expect(keyOfCode(code)?.seed).toEqual(seed);
  });

  it('signs commitments and reveals as another implementation checks them', () => {
    const key = keyOfCode('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ')!;
    const commits = commitments('130111-2026-000001', 'witness', newSecrets());
    const text = `SSJ-PARTY-COMMIT-1|130111-2026-000001|witness|${commits.first}|${commits.second}`;
    const signature = signCommit(key, '130111-2026-000001', 'witness', commits);
    expect(nodeVerifies(key.publicKey, text, signature)).toBe(true);
    expect(nodeVerifies(key.publicKey, text.replace('witness', 'lead'), signature)).toBe(false);
    const secret = 'ab'.repeat(32);
    const reveal = signReveal(key, '130111-2026-000001', 'witness', 2, secret);
    const said = `SSJ-PARTY-REVEAL-1|130111-2026-000001|witness|2|${secret}`;
    expect(nodeVerifies(key.publicKey, said, reveal)).toBe(true);
    expect(
      ed.verify(
        hexToBytes(reveal),
        utf8ToBytes(said.replace('|2|', '|1|')),
        hexToBytes(key.publicKey),
      ),
    ).toBe(false);
  });

  it('is read back from the sheet that was saved', () => {
    const code = newKeyCode();
    const sheet = keySheet('曹秀英', code, keyOfCode(code)!.publicKey);
    expect(codeInSheet(sheet)).toBe(code);
    expect(codeInSheet(sheet.replaceAll('\n', '\r\n'))).toBe(code);
    expect(codeInSheet('别的文件')).toBeNull();
  });

  it('takes over what the offline page signed, but no secret before its time', () => {
    const text = [
      `commit.witness=${'a'.repeat(64)}`,
      `second.witness=${'b'.repeat(64)}`,
      `signature=${'c'.repeat(128)}`,
    ].join('\n');
    expect(readSignedCommitments(text, DRAW, 'witness')).toEqual({
      first: 'a'.repeat(64),
      second: 'b'.repeat(64),
      signature: 'c'.repeat(128),
    });
    expect(readSignedCommitments(text, DRAW, 'market')).toBeNull();
    expect(readSignedCommitments(`${text}\nsecret=${'d'.repeat(64)}`, DRAW, 'witness')).toBe(
      'secret',
    );
    expect(readSignedCommitments(`${text}\nsecond=${'d'.repeat(64)}`, DRAW, 'witness')).toBe(
      'secret',
    );
    expect(
      readSignedSecret(
        `secret=${'d'.repeat(64)}\nsignature=${'c'.repeat(128)}`,
        DRAW,
        'witness',
        1,
      ),
    ).toEqual({
      secret: 'd'.repeat(64),
      signature: 'c'.repeat(128),
    });
    expect(readSignedSecret(text, DRAW, 'witness', 1)).toBeNull();
  });

  it('reads the one line that the offline page shows as QR', () => {
    const [first, second, key, signature] = ['a', 'b', 'e', 'c'].map((c, i) =>
      c.repeat(i === 3 ? 128 : 64),
    );
    const commit = `SSJ-PARTY-COMMIT-1|${DRAW}|witness|${first}|${second}|${key}|${signature}`;
    expect(readSignedCommitments(commit, DRAW, 'witness')).toEqual({ first, second, signature });
    expect(readSignedCommitments(commit, '130111-2026-000002', 'witness')).toBeNull();
    const reveal = `SSJ-PARTY-REVEAL-1|${DRAW}|witness|2|${first}|${key}|${signature}`;
    expect(readSignedCommitments(reveal, DRAW, 'witness')).toBe('secret');
    expect(readSignedSecret(reveal, DRAW, 'witness', 2)).toEqual({ secret: first, signature });
    expect(readSignedSecret(reveal, DRAW, 'witness', 1)).toBeNull();
  });
});
