import { sign, type PartyKeyPair } from './partyKey';

/** What an outsider found who re-ran a draw (§3.11.4); digests 64 hex. */
export interface Verdict {
  who: string;
  result: string;
  /** Of the counts and names that may be published. */
  publicDigest: string;
  /** `name/version` */
  implementation: string;
  /** UTC, `YYYY-MM-DDThh:mm:ssZ` */
  time: string;
}

/** As the offline page hands it on. */
export interface SignedVerdict extends Verdict {
  draw: string;
  /** 64 hex. */
  key: string;
  /** 128 hex. */
  signature: string;
}

/** The ASCII text that is signed. */
export function verdictText(drawNo: string, v: Verdict): string {
  return ['SSJ-VERDICT-2', drawNo, v.who, v.result, v.publicDigest, v.implementation, v.time].join(
    '|',
  );
}

/** 128 hex. */
export const signVerdict = (key: PartyKeyPair, drawNo: string, v: Verdict) =>
  sign(key, verdictText(drawNo, v));

const LINES = [
  ['draw', /^[A-Za-z0-9._-]{1,64}$/],
  ['who', /^[a-z0-9-]{1,32}$/],
  ['result', /^[0-9a-f]{64}$/],
  ['public', /^[0-9a-f]{64}$/],
  ['implementation', /^[A-Za-z0-9._+-]{1,48}\/[A-Za-z0-9._+-]{1,16}$/],
  ['time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/],
  ['key', /^[0-9a-f]{64}$/],
  ['signature', /^[0-9a-f]{128}$/],
] as const;

/** The lines of the offline page, in their order; null when they are not these. */
export function readVerdict(text: string): SignedVerdict | null {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.shift() !== 'spec=SSJ-VERDICT-2' || lines.length !== LINES.length) return null;
  const values = LINES.map(([name, shape], i) => {
    const value = lines[i]!.startsWith(`${name}=`) ? lines[i]!.slice(name.length + 1) : '';
    return shape.test(value) ? value : null;
  });
  if (values.includes(null)) return null;
  const [draw, who, result, publicDigest, implementation, time, key, signature] =
    values as string[];
  return {
    draw: draw!,
    who: who!,
    result: result!,
    publicDigest: publicDigest!,
    implementation: implementation!,
    time: time!,
    key: key!,
    signature: signature!,
  };
}

/**
 * Verdicts in words: persons and files apart, since one person may sign several.
 *
 * @param people different persons, as the server counts them
 */
export const countedVerdicts = (people: number, files: number) => `${people} 人的 ${files} 份`;
