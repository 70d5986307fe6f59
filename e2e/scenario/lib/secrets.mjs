// A party's two secrets, made outside the server: SSJ-DRAW-1 §3.2.
import { createHash, randomBytes, randomInt } from 'node:crypto';

const sha256 = (text) => createHash('sha256').update(text, 'ascii').digest('hex');

export function makeSecrets(drawNo, party) {
  const first = randomBytes(32).toString('hex');
  const second = randomBytes(32).toString('hex');
  return {
    first,
    second,
    commitments: {
      first: sha256(`SSJ-COMMIT-1|${drawNo}|${party}|${first}`),
      second: sha256(`SSJ-COMMIT-2|${drawNo}|${party}|${second}`),
    },
  };
}

/** Sixty dice as those who read them type them in. */
export const throwDice = () => Array.from({ length: 60 }, () => randomInt(1, 7)).join('');
