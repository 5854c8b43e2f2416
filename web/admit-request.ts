import type { IncomingMessage } from 'node:http';
import type { Speaker } from '../app/views/speaker.ts';
import { acknowledgeLater } from './acknowledge/acknowledge-page.ts';
import { refused } from './console/answer-command.ts';
import type { OwnAccess } from './console/own-access.ts';
import { type Answer, plain } from './http/answer.ts';
import { askedLanguage } from './http/asked-language.ts';
import { isOwnCommand, isOwnCommandLine } from './http/guard.ts';
import { addressOf } from './http/limits/address-of.ts';
import { type Door, doorOf } from './http/limits/doors.ts';
import type { Limiter } from './http/limits/limiter.ts';

export interface Admission {
  readonly limiter: Limiter;
  readonly speak: Speaker;
  readonly token: string;
  readonly cliToken?: string;
}

/** What is for everybody; all else is the console's, whatever is added to it. */
const OPEN: readonly string[] = [
  '/healthz',
  '/metrics',
  '/etat',
  '/vu/',
  '/stop/',
  '/receipts/',
  '/abonnement/',
];

/**
 * Turn away who asks too often, and who comes to the console without its login.
 *
 * @param access null when the login has not said who asks
 * @returns null for whoever may come in: most people, nearly always
 */
export function admitRequest(
  request: IncomingMessage,
  { pathname }: URL,
  access: OwnAccess | null,
  { limiter, speak, token, cliToken }: Admission,
): Answer | null {
  const { words, language } = speak(askedLanguage(request.headers['accept-language'] ?? ''));
  const isCommandLine = isOwnCommandLine(request, cliToken);
  const isKnown = isCommandLine || access?.author !== undefined || isOwnCommand(request, token);
  const door = doorOf(pathname);
  const waitSec = limiter.take(door, addressOf(request), isKnown);
  if (waitSec > 0) {
    const said = words('console.refusal.tooMany', { seconds: waitSec });
    return tooMany(door, waitSec, said, acknowledgeLater(words, language));
  }
  if (access !== null || isCommandLine || isOpen(pathname)) return null;
  const said = words('console.refusal.loginNeeded');
  return pathname === '/commands' ? refused(401, said) : plain(401, said);
}

const isOpen = (pathname: string): boolean =>
  OPEN.some((path) =>
    path.endsWith('/') ? pathname.startsWith(path) : `${pathname}/`.startsWith(`${path}/`),
  );

/** In the form that its asker reads. */
function tooMany(door: Door, waitSec: number, said: string, later: Answer): Answer {
  const answers = { commands: refused(429, said), links: { ...later, status: 429 } };
  const answer = door === 'commands' || door === 'links' ? answers[door] : plain(429, said);
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(waitSec) } };
}
