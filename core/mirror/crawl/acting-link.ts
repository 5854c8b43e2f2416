import { CHANGES, LEAVES, TAKES_AWAY } from './acting-words.ts';
import { isWritten, type PathWord, pathWords, queryPairs } from './address-words.ts';

/** Parameters whose value says what to do, or which part of a program does it. */
const VERBS: ReadonlySet<string> = new Set([
  'act',
  'action',
  'cmd',
  'controller',
  'do',
  'event',
  'func',
  'method',
  'mode',
  'op',
  'r',
  'route',
  'task',
]);

/** Parameters that are an act by their name alone, as in `view.php?id=4&delete=1`. */
const ACTS: ReadonlySet<string> = new Set(['confirm', 'duplicate', 'hide']);

const ACTING_VALUES =
  /^(add|create|delete|edit|hide|log-?out|move|remove|sign-?out|subscribe|trash|un\w+|update)/;

/**
 * Whether following a link would do something: leave the session, delete, change. A crawl with an
 * owner's session never follows one, whatever the scope says.
 *
 * A word acts where it is a whole name of the path, or begins or ends a program's name. In a title that
 * somebody wrote it is a lesson's: `/cours/supprimer-un-fichier.html`.
 *
 * @param address as `CrawlAddress.address`: decoded path, then the query
 * @param isMember whether there is a session with which anything could be done: words that may be a
 *   lesson's then count too
 */
export function isActingLink(address: string, isMember: boolean): boolean {
  const acts = (word: string): boolean =>
    LEAVES.has(word) || TAKES_AWAY.has(word) || (isMember && CHANGES.has(word));
  if (pathWords(address).some((one) => isActingName(one, acts))) return true;
  return queryPairs(address).some((pair) => isActingPair(pair, acts));
}

type Acts = (word: string) => boolean;

function isActingName(one: PathWord, acts: Acts): boolean {
  const { word } = one;
  if (isWritten(one)) return LEAVES.has(word);
  if (acts(word)) return true;
  const parts = word.split(/[-_.]/);
  // Without an ending it may be a title: those are of three words and more, with hyphens.
  if (one.ending === '' && word.includes('-') && parts.length > 2) return false;
  const partActs = one.ending === '' ? (part: string) => acts(part) && !CHANGES.has(part) : acts;
  return LEAVING_END.test(word) || partActs(parts[0] ?? '') || partActs(parts.at(-1) ?? '');
}

/** `j_spring_cas_security_logout`, `doLogout`. */
const LEAVING_END = /(logout|logoff|signout|signoff|deconnexion|deconnecter)$/;

function isActingPair(
  { name, value }: { readonly name: string; readonly value: string },
  acts: Acts,
): boolean {
  const isNo = value === '0' || value === 'false' || value === 'no';
  if (!isNo && (ACTS.has(name) || name.split(/[-_]/).some(acts))) return true;
  const parts = value.split(/[/.:_-]/);
  if (LEAVES.has(value) || LEAVING_END.test(parts.at(-1) ?? '')) return !value.includes(' ');
  return VERBS.has(name) && (ACTING_VALUES.test(value) || parts.some(acts));
}

/** Paths at which a platform asks who one is. There is nothing to read there. */
const LOGINS: ReadonlySet<string> = new Set(['log-in', 'login', 'sign-in', 'signin', 'sso']);

/** Whether an address is where one logs in. */
export function isLoginAddress(address: string): boolean {
  const words = pathWords(address).map(({ word }) => word);
  // Further down it is a word of physics and of networks.
  return words.some((word) => LOGINS.has(word)) || (words.length === 1 && words[0] === 'connexion');
}
