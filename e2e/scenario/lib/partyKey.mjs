// A party's own key, made outside the server: SSJ-DRAW-1 §3.4. Nothing here is shared with the desk's code.
import { createHash, createPrivateKey, createPublicKey, randomInt, sign } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 32 characters of Crockford's base 32 in groups of four, as printed. */
export const newKeyCode = () =>
  Array.from({ length: 8 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(32)]).join('')).join('-');

export function partyKey(code = newKeyCode()) {
  const seed = createHash('sha256').update(`SSJ-PARTY-KEY-1|${code.replaceAll('-', '')}`, 'ascii').digest();
  // RFC 8410: what stands before the 32 bytes of a private Ed25519 key.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const signed = (text) => sign(null, Buffer.from(text, 'ascii'), key).toString('hex');
  return {
    code,
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    commit: (drawNo, party, { first, second }) => signed(`SSJ-PARTY-COMMIT-1|${drawNo}|${party}|${first}|${second}`),
    /** §3.11.4: what an outsider signs who has re-run a draw. */
    verdict: (drawNo, { who, result, publicDigest, implementation, time }) =>
      signed(['SSJ-VERDICT-2', drawNo, who, result, publicDigest, implementation, time].join('|')),
    reveal: (drawNo, party, round, secret) => signed(`SSJ-PARTY-REVEAL-1|${drawNo}|${party}|${round}|${secret}`),
  };
}
