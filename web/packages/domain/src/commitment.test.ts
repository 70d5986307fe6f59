import { describe, expect, it } from 'vitest';
import { commitments, newSecrets, readSecretsFile, secretsFile, sha256Hex } from './commitment';

describe('the draw secrets of a party', () => {
  it('hashes as the specification does', () => {
    const line =
      '3d7990770b8ff9e62a4c2f50658bbd2d0eafcb878f19c027a9852348d8124142|91000000TEST000002';
    expect(sha256Hex(line)).toBe(
      '0c1ac399dcd7c2040a2304bbd5a2d1851c6953cb63a5275729fb1c9f5b62fc1a',
    );
  });

  it('binds draw, party and order of the secret', () => {
    const secrets = { first: 'a'.repeat(64), second: 'a'.repeat(64) };
    const one = commitments('130111-2026-1', 'agency', secrets);
    expect(one.first).toBe(sha256Hex(`SSJ-COMMIT-1|130111-2026-1|agency|${secrets.first}`));
    expect(one.first).not.toBe(one.second);
    expect(commitments('130111-2026-1', 'notary', secrets).first).not.toBe(one.first);
  });

  it('reads back what it wrote to a file, with Windows line ends too', () => {
    const secrets = newSecrets();
    const text = secretsFile('130111-2026-1', 'agency', secrets);
    expect(readSecretsFile(text, '130111-2026-1')).toEqual(secrets);
    expect(readSecretsFile(text, '130111-2026-2')).toBeNull();
    expect(readSecretsFile(text.replaceAll('\n', '\r\n'), '130111-2026-1')).toEqual(secrets);
    expect(readSecretsFile('别的文件', '130111-2026-1')).toBeNull();
  });
});
