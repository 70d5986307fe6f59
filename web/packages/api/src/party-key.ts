import { http } from './client';
import type { Id, IsoInstant } from './common';

export interface PartyKey {
  id: Id;
  displayName: string;
  /** 64 hex */
  publicKey: string;
  fingerprint: string;
  reason: string;
  registeredAt: IsoInstant;
}

export interface MyPartyKey {
  /** The one that counts. */
  key: PartyKey | null;
  /** The one that waits for a second person. */
  waiting: PartyKey | null;
  /** A key registered now would need a second person. */
  needsConsent: boolean;
  /** Number of the draw that forbids a change now. */
  drawUnderWay: string | null;
}

export const partyKeys = {
  mine: () => http.get<MyPartyKey>('/api/party-keys/mine'),
  register: (publicKey: string, reason: string | null) =>
    http.post<MyPartyKey>('/api/party-keys', { publicKey, reason }),
  waiting: () => http.get<PartyKey[]>('/api/party-keys'),
  consent: (id: Id, reason: string) => http.post<void>(`/api/party-keys/${id}/consent`, { reason }),
  reject: (id: Id, reason: string) => http.post<void>(`/api/party-keys/${id}/reject`, { reason }),
};
