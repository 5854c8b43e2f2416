import type { RecipeSession } from '../../../config/recipe-schema.ts';
import { PreauError, type Said } from '../../../core/errors.ts';
import { readSecret, type SecretPlaces } from './read-secret.ts';

/** What lets a crawl see what members see. Granted by the owner of the site. */
export interface CrawlSession {
  /** As a browser sends it: `name=value; name=value`. */
  readonly cookie?: string | undefined;
  readonly headers?: { readonly [name: string]: string } | undefined;
  readonly login?: LoginRecipe | undefined;
  /** What the site calls the account. A page that still says one once it is cleaned is not shown. */
  readonly accountNames?: readonly string[] | undefined;
}

/** How to log in by the site's own form. */
export interface LoginRecipe {
  /** The page that has the form; its hidden fields are sent as they come. */
  readonly page: string;
  /** Names of fields to what is written into them. */
  readonly fields: { readonly [name: string]: string };
  /** Words of the page that a member then sees. */
  readonly expect: string;
}

/**
 * Fetch the secrets that a recipe names.
 *
 * @param hosts names whose cookies are taken of a `cookies.txt`
 * @throws PreauError as {@link readSecret}; `config-invalid` for cookies or headers of another form
 */
export function readCrawlSession(
  session: RecipeSession,
  hosts: readonly string[],
  places: SecretPlaces,
): CrawlSession {
  const { cookie, headers, login, account } = session;
  const accountNames = [...(account?.names ?? []), ...mailAddressesOf(login?.fields ?? {})];
  return {
    ...(cookie && { cookie: cookieOf(readSecret(cookie, places), hosts) }),
    ...(headers && {
      headers: mapValues(headers, (secret) => headerOf(readSecret(secret, places))),
    }),
    ...(login && {
      login: {
        ...login,
        fields: mapValues(login.fields, (value) =>
          typeof value === 'string' ? value : readSecret(value, places),
        ),
      },
    }),
    ...(accountNames.length > 0 && { accountNames }),
  };
}

/** One logs in with them, and nobody else has them. */
const mailAddressesOf = (
  fields: NonNullable<RecipeSession['login']>['fields'],
): readonly string[] =>
  Object.values(fields).filter(
    (value) => typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  ) as readonly string[];

const mapValues = <From, To>(
  map: { readonly [name: string]: From },
  change: (value: From) => To,
): { readonly [name: string]: To } =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));

/** Anything else would end the request that carries it, or begin another. */
function headerOf(value: string): string {
  if (/^[\t\x20-\x7e]+$/.test(value)) return value;
  throw wrong('headers', 'printable characters of ASCII on one line', { key: 'visit.header' });
}

/** @see https://curl.se/docs/http-cookies.html seven fields with tabs between them */
function cookieOf(text: string, hosts: readonly string[]): string {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^#HttpOnly_/, ''));
  const rows = lines.filter((line) => !line.startsWith('#') && line.includes('\t'));
  const pairs = rows
    .map((line) => line.split('\t'))
    .filter(([domain = '', , , , , name]) => name && hosts.some((host) => isOf(host, domain)))
    .map(([, , , , , name = '', value = '']) => `${name}=${value}`);
  const cookie = rows.length > 0 ? pairs.join('; ') : text.trim();
  if (/^[^\p{Cc}=;\s]+=\P{Cc}*$/u.test(cookie)) return cookie;
  throw wrong('cookie', `"name=value; name=value", or a cookies.txt with cookies of ${hosts[0]}`, {
    key: 'visit.cookie',
    values: { host: hosts[0] ?? '' },
  });
}

function isOf(host: string, domain: string): boolean {
  const name = domain.replace(/^\./, '').toLowerCase();
  return host === name || (domain.startsWith('.') && host.endsWith(`.${name}`));
}

/** Only where, never what: a value of the wrong form is still a secret. */
const wrong = (place: string, expected: string, said: Said): PreauError =>
  new PreauError(
    'config-invalid',
    `expected ${expected} for session.${place} of the recipe, got something else; correct it in its file or variable`,
    { said },
  );
