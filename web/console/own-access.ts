import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Role, roleOfGroups } from '../../app/views/role.ts';
import { journalName } from './journal-name.ts';
import type { KnownPerson } from './known-person.ts';

/** A login that stands before the one-machine home's console, and says who asks. */
export interface TrustedLogin {
  /** The headers by which it says so, in small letters. */
  readonly personHeader: string;
  readonly groupsHeader: string;
  /** What `x-preau-login` must be: known to the login and to the home alone. */
  readonly secret: string;
}

/** Who asks at the one-machine home's console. */
export interface OwnAccess {
  readonly role: Role;
  /** Who they are. @default whom their commands name: nobody logged in */
  readonly author?: KnownPerson;
}

export const LOGIN_HEADER = 'x-preau-login';

/** What a login says is not read beyond this. Chosen: a person is in some dozens of groups. */
const HEADER_MAX_CHARS = 8_000;

/**
 * Who asks, on one machine: with a login whoever it names, and nobody without it; without one,
 * everything is for whoever reaches a loopback address, and reading alone for whoever reaches another.
 *
 * @param isLoopback whether the console listens where only this machine reaches it
 * @returns null when the login has not said who it is
 * @see docs/decisions/0033-roles.md
 */
export function ownAccess(
  { headersDistinct: headers }: Pick<IncomingMessage, 'headersDistinct'>,
  login: TrustedLogin | undefined,
  isLoopback: boolean,
): OwnAccess | null {
  if (login === undefined) return { role: isLoopback ? 'administrator' : 'viewer' };
  if (!isSame(textOf(headers[LOGIN_HEADER]), login.secret)) return null;
  const person = textOf(headers[login.personHeader]).trim();
  if (person === '') return null;
  const groups = textOf(headers[login.groupsHeader]).split(/[\s,;|]+/);
  const role = roleOfGroups(groups);
  return { role, author: { role, name: journalName([], person) } };
}

/**
 * A header that is there twice says nothing: one of the two is not the login's, which may add to what a
 * client sent where it should replace it. What is not ASCII comes as UTF-8.
 */
const textOf = ([header = '', ...more]: readonly string[] = []): string =>
  more.length === 0 && header.length <= HEADER_MAX_CHARS
    ? Buffer.from(header, 'latin1').toString('utf8')
    : '';

/** In a time that tells nothing of the secret, its length neither. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
