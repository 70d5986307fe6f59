import {
  blobs,
  sections,
  visits,
  type ArrivalInput,
  type ContactAttempt,
  type Id,
  type ResultInput,
  type Section,
  type VisitDetail,
} from '@mingchou/api';
import { useQuery } from '@tanstack/vue-query';
import { once } from './clientWrites';
import { readKept, writeKept } from './kept';
import { queryClient } from './queryClient';
import { ownFirst } from '../visit/steps';
import { session } from './session';

/** All reads and writes of visits go through here. */
const LARGEST_PAGE = 200;

export function useMyVisits() {
  return useQuery({
    queryKey: ['visits', 'mine'],
    queryFn: () => visits.list({ mine: true, size: LARGEST_PAGE }),
  });
}

export function useVisit(id: Id) {
  return useQuery({
    queryKey: ['visit', id],
    queryFn: async () => seen(await visits.get(id)),
    // The other departments fill their parts on other phones.
    refetchInterval: 20_000,
  });
}

/** The code for the enterprise at its gate. It does not change; `wanted` is false until the notice is out. */
export function useDoorCode(id: Id, wanted: () => boolean) {
  return useQuery({
    queryKey: ['door-code', id],
    queryFn: () => visits.doorCode(id),
    enabled: wanted,
    staleTime: Infinity,
  });
}

export function reloadVisit(id: Id): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['visit', id] });
}

/** Officers get the code from the paper, not from the server; once accepted it is kept for 亮证. */
const codeName = (id: Id) => `code/${id}`;

function seen(visit: VisitDetail): VisitDetail {
  const own = session.value?.departmentId;
  return {
    ...visit,
    sections: ownFirst(visit.sections, own),
    groups: ownFirst(visit.groups, own),
    sheetCode: visit.sheetCode ?? readKept<string>(account(), codeName(visit.id)),
  };
}

async function act(
  visitId: Id,
  name: string,
  content: unknown,
  send: (clientId: string) => Promise<VisitDetail>,
): Promise<void> {
  const answer = await once(account(), `${name}/${visitId}`, content, send);
  queryClient.setQueryData(['visit', visitId], seen(answer));
  void queryClient.invalidateQueries({ queryKey: ['visits'] });
}

async function actOnSection(
  section: Section,
  name: string,
  content: unknown,
  send: (clientId: string) => Promise<Section>,
): Promise<Section> {
  const answer = await once(account(), `${name}/${section.id}`, content, send);
  queryClient.setQueryData<VisitDetail>(
    ['visit', section.visitId],
    (visit) =>
      visit && {
        ...visit,
        sections: visit.sections.map((each) => (each.id === answer.id ? answer : each)),
      },
  );
  await reloadVisit(section.visitId);
  void queryClient.invalidateQueries({ queryKey: ['visits'] });
  return answer;
}

function account(): Id {
  return session.value?.accountId ?? 0;
}

export const writes = {
  async checkIn(id: Id, input: ArrivalInput): Promise<void> {
    const code = input.sheetCode;
    await act(id, 'check-in', input, (clientId) => visits.checkIn(id, { ...input, clientId }));
    writeKept(account(), codeName(id), code);
    queryClient.setQueryData<VisitDetail>(['visit', id], (visit) => visit && seen(visit));
  },
  consult: (id: Id, input: { question: string; answer: string }) =>
    act(id, 'consult', input, (clientId) => visits.consult(id, { ...input, clientId })),
  sign: (id: Id, input: { signerName: string; signerRole: string; image: string }) =>
    act(id, 'sign', input, (clientId) => visits.sign(id, { ...input, clientId })),
  refuse: (id: Id, input: { reason: string; witnessName: string }) =>
    act(id, 'refuse', input, (clientId) => visits.refuse(id, { ...input, clientId })),
  unreachable: (id: Id, attempts: ContactAttempt[]) =>
    act(id, 'unreachable', attempts, (clientId) => visits.unreachable(id, { attempts, clientId })),
  finish: (id: Id) => act(id, 'finish', '', (clientId) => visits.finish(id, { clientId })),
  saveResults: (section: Section, results: ResultInput[]) =>
    actOnSection(section, 'fill', results, (clientId) =>
      sections.saveResults(section.id, { results, version: section.version, clientId }),
    ),
  submit: (section: Section) =>
    actOnSection(section, 'submit', section.version, (clientId) =>
      sections.submit(section.id, { clientId }),
    ),
  upload: blobs.upload,
};
