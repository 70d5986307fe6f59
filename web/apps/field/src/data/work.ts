import {
  sections,
  visits,
  type ContactAttempt,
  type ResultInput,
  type Section,
  type VisitDetail,
} from '@mingchou/api';
import { newClientId } from './clientId';

/**
 * The only place that reads and writes an officer's work. Online for now; an outbox on the phone
 * takes its place without the pages noticing. A write that is tried again keeps its client id, so
 * that the server sees one act.
 */
const idsInFlight = new Map<string, string>();

async function write<T>(act: string, send: (clientId: string) => Promise<T>): Promise<T> {
  const clientId = idsInFlight.get(act) ?? newClientId();
  idsInFlight.set(act, clientId);
  const result = await send(clientId);
  idsInFlight.delete(act);
  return result;
}

export const work = {
  mine: () => visits.list({ mine: true, size: 200 }),
  visit: (id: number) => visits.get(id),
  section: (id: number) => sections.get(id),

  checkIn: (
    id: number,
    sheetCode: string,
    officers: string[],
    place?: { latitude: number; longitude: number },
  ) =>
    write(`check-in ${id} ${sheetCode}`, (clientId) =>
      visits.checkIn(id, {
        sheetCode,
        officers,
        latitude: place?.latitude ?? null,
        longitude: place?.longitude ?? null,
        clientId,
      }),
    ),
  saveResults: (section: Section, results: ResultInput[]) =>
    write(`results ${section.id} ${JSON.stringify(results)}`, (clientId) =>
      sections.saveResults(section.id, { results, version: section.version, clientId }),
    ),
  consult: (id: number, question: string, answer: string) =>
    write(`consult ${id} ${question}`, (clientId) =>
      visits.consult(id, { question, answer, clientId }),
    ),
  sign: (id: number, signerName: string, signerRole: string, image: string) =>
    write(`sign ${id}`, (clientId) => visits.sign(id, { signerName, signerRole, image, clientId })),
  refuse: (id: number, reason: string, witnessName: string) =>
    write(`refuse ${id}`, (clientId) => visits.refuse(id, { reason, witnessName, clientId })),
  unreachable: (id: number, attempts: ContactAttempt[]) =>
    write(`unreachable ${id}`, (clientId) => visits.unreachable(id, { attempts, clientId })),
  finish: (id: number) => write(`finish ${id}`, (clientId) => visits.finish(id, { clientId })),
  submit: (id: number) => write(`submit ${id}`, (clientId) => sections.submit(id, { clientId })),
};

/** The section the signed-in officer fills. */
export function mySection(visit: VisitDetail): Section | undefined {
  return visit.sections?.find((section) => section.mine);
}
