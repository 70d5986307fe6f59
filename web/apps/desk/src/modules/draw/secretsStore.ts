import { newSecrets, type Secrets } from '@mingchou/domain';

/** A party's secrets stay in this browser until they are revealed. */
const keyOf = (drawNo: string, party: string) => `mingchou.secrets.${drawNo}.${party}`;

export function storedSecrets(drawNo: string, party: string): Secrets | null {
  const text = localStorage.getItem(keyOf(drawNo, party));
  return text ? (JSON.parse(text) as Secrets) : null;
}

export function makeSecrets(drawNo: string, party: string): Secrets {
  const kept = storedSecrets(drawNo, party);
  if (kept) return kept;
  const made = newSecrets();
  keepSecrets(drawNo, party, made);
  return made;
}

export function keepSecrets(drawNo: string, party: string, secrets: Secrets): void {
  localStorage.setItem(keyOf(drawNo, party), JSON.stringify(secrets));
}

export function forgetSecrets(drawNo: string, party: string): void {
  localStorage.removeItem(keyOf(drawNo, party));
}
