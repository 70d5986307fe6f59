import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyOfCode } from './partyKey';
import { countedVerdicts, readVerdict, signVerdict, type Verdict } from './verdict';

const found: Verdict = {
  who: 'court',
  result: 'cd'.repeat(32),
  publicDigest: 'ef'.repeat(32),
  implementation: 'verify.py/1',
  time: '2026-05-20T08:30:00Z',
};
const said = `SSJ-VERDICT-2|130111-2026-000001|court|${'cd'.repeat(32)}|${'ef'.repeat(32)}|verify.py/1|2026-05-20T08:30:00Z`;

/** What verify.html made of the code and the digests below. */
const FROM_PAGE = [
  'spec=SSJ-VERDICT-2',
  'draw=T-1',
  'who=court',
  `result=${'ab'.repeat(32)}`,
  `public=${'cd'.repeat(32)}`,
  'implementation=verify.html/1',
  'time=2026-01-01T00:00:00Z',
  'key=9fb888a698cbc74653a7f09a68b37959d892ff1791aad29d5bcded5fbf3de956',
  'signature=e6c8e5f35f4470583571f0ad905fa1536f54eb20d7517b454a2d142d0219f734e17a20c9a664b16b2e26d85a7e9f4582384e120f60c51e7565a9d7b5d8d4e207',
  '',
].join('\n');

describe('a verdict', () => {
  it('is counted by persons and by files', () => {
    expect(countedVerdicts(4, 5)).toBe('4 人的 5 份');
  });

  it('signs result, counts and names, as another implementation checks it', () => {
    const key = keyOfCode('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ')!;
    const der = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(key.publicKey, 'hex'),
    ]);
    const right = (text: string) =>
      verify(
        null,
        Buffer.from(text, 'ascii'),
        createPublicKey({ key: der, format: 'der', type: 'spki' }),
        Buffer.from(signVerdict(key, '130111-2026-000001', found), 'hex'),
      );
    expect(right(said)).toBe(true);
    expect(right(said.replace('efef', 'efee'))).toBe(false);
  });

  it('is read as the offline page hands it on, and is the one that this page would make', () => {
    const read = readVerdict(FROM_PAGE)!;
    const key = keyOfCode('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ')!;
    expect(read.key).toBe(key.publicKey);
    expect(read.signature).toBe(signVerdict(key, read.draw, read));
    expect(readVerdict(`\r\n${FROM_PAGE.replaceAll('\n', ' \r\n\r\n')}`)).toEqual(read);
    for (const line of FROM_PAGE.trim().split('\n'))
      expect(readVerdict(FROM_PAGE.replace(`${line}\n`, '')), line).toBeNull();
    expect(readVerdict(FROM_PAGE.replace('VERDICT-2', 'VERDICT-1'))).toBeNull();
    expect(readVerdict(FROM_PAGE.replace('who=court', 'who=Court'))).toBeNull();
    expect(readVerdict(`${FROM_PAGE}x=1`)).toBeNull();
  });
});
