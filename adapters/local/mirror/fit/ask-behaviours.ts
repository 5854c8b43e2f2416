import type { AddressBook } from '../../../../core/mirror/address-book.ts';
import { WELL_KNOWN } from '../../../../core/mirror/derived-file.ts';
import type { Manifest } from '../../../../core/mirror/manifest.ts';
import { routeRequest } from '../../../../core/mirror/route-request.ts';
import { wellKnownText } from '../../../../core/mirror/well-known.ts';
import { scanPage } from '../scan.ts';
import type { FitFault } from './fit-fault.ts';
import type { MirrorAnswer, MirrorAsker, MirrorQuestion } from './mirror-asker.ts';

interface Behaviour {
  readonly question: Omit<MirrorQuestion, 'maxBytes'>;
  /** Why the answer is wrong; null for a right one. */
  readonly judge: (answer: MirrorAnswer, path: string) => string | null;
}

/** A page of the mirror's own is far smaller. */
const MAX_BYTES = 1024 * 1024;

/**
 * Ask a mirror what is no lesson: an address that nobody has, a login, a write, a program's call, which build it
 * serves. The platform's own name is asked for all of these during an outage.
 *
 * @returns one fault `behaviour` for each that is answered otherwise than it must be
 */
export async function askBehaviours(
  asker: MirrorAsker,
  manifest: Manifest,
  book: AddressBook,
): Promise<readonly FitFault[]> {
  const asked = behaviours(manifest).filter(({ question }) => !isLesson(book, question));
  const found = await Promise.all(
    asked.map(async ({ question, judge }): Promise<FitFault | null> => {
      const { method = 'GET', target } = question;
      const path = `${method} ${target}`;
      try {
        const wrong = judge(await asker.ask({ ...question, maxBytes: MAX_BYTES }), target);
        return wrong === null ? null : { kind: 'behaviour', path, detail: wrong };
      } catch (error) {
        return { kind: 'unanswered', path, detail: String(error) };
      }
    }),
  );
  return found.filter((fault) => fault !== null);
}

function behaviours(manifest: Manifest): readonly Behaviour[] {
  const nowhere = `/preau-verify-${manifest.buildId}`;
  return [
    {
      question: { target: nowhere },
      judge: ({ status, headers }) =>
        status !== 404
          ? `404 / ${status}`
          : headers['content-type']?.startsWith('text/html') === true
            ? null
            : `text/html / ${headers['content-type'] ?? ''}`,
    },
    { question: { target: '/login/index.php' }, judge: judgeLogin },
    { question: { target: '/login/index.php', method: 'POST' }, judge: judgeRefusal },
    { question: { target: '/', method: 'POST' }, judge: judgeRefusal },
    {
      question: { target: '/webservice/rest/server.php', accept: 'application/json' },
      judge: judgeRefusal,
    },
    {
      question: { target: WELL_KNOWN },
      judge: ({ status, body }) =>
        status === 200 && body.toString('utf8').trim() === wellKnownText(manifest).trim()
          ? null
          : `${manifest.buildId} / ${status} ${body.toString('utf8').slice(0, 120)}`,
    },
  ];
}

/** A login page without a form: pupils would type their password into it. */
function judgeLogin({ status, body }: MirrorAnswer, path: string): string | null {
  if (status !== 200) return `200 / ${status}`;
  const form = scanPage(path, body.toString('utf8')).find(({ kind }) => kind === 'form');
  return form === undefined ? null : form.detail;
}

/** 503, and when to come back: never 200, or a form would look saved. */
function judgeRefusal({ status, headers }: MirrorAnswer): string | null {
  if (status !== 503) return `503 / ${status}`;
  return headers['retry-after'] === undefined ? 'Retry-After' : null;
}

/** What happens to be a lesson's address is answered as one. */
function isLesson(
  book: AddressBook,
  { method = 'GET', target, accept = 'text/html' }: Behaviour['question'],
): boolean {
  return routeRequest(book, { method, target, accept }).kind === 'lesson';
}
