import { rmSync } from 'node:fs';
import { PreauError, type Said } from '../../../core/errors.ts';
import { MAX_REDIRECTS } from '../../../core/mirror/crawl/redirect-chain.ts';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { Body } from './body-sink.ts';
import { fetchAddress, type Fetcher } from './fetch-address.ts';
import { type LoginForm, readPage } from './read-page.ts';
import type { LoginRecipe } from './session.ts';

/** Enough of a page to find its form and its words. Chosen. */
const MAX_PAGE = 512 * 1024;

/**
 * Log in by the site's own form: read it, send its hidden fields and the owner's, and look for the
 * words that a member sees. The cookies it gives are the fetcher's from then on.
 *
 * Its `origins` are the only ones that are sent anything.
 *
 * @throws PreauError `mirror-source-unreadable` when it is not the member's page that comes; it
 *   names no value
 */
export async function logIn(
  by: Fetcher,
  recipe: LoginRecipe,
  { origins, userAgent, spillPath }: Omit<Visitor, 'by'>,
): Promise<void> {
  const visitor = { by, origins, userAgent, spillPath };
  const shown = await visit(visitor, recipe.page, null);
  const form = shown === null ? null : readPage(shown.html, 0).loginForm;
  if (shown === null || form === null)
    throw refused(recipe, 'no form that asks for a password', { key: 'got.noForm' });
  const action = new URL(form.action === '' ? shown.url : form.action, shown.url).href;
  const answer = await visit(visitor, action, formBody(form, recipe));
  if (answer?.html.includes(recipe.expect) === true) return;
  throw refused(
    recipe,
    answer === null ? 'an answer that is no page' : 'a page without the words under "expect"',
    { key: answer === null ? 'got.noPage' : 'got.unexpected' },
  );
}

const refused = (recipe: LoginRecipe, got: string, said: Said): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected to log in at ${new URL(recipe.page).origin} for the crawl, got ${got}; check page, fields and expect of the session, and that the account is open`,
    { said: { key: 'visit.login', values: { origin: new URL(recipe.page).origin, got: said } } },
  );

function formBody(form: LoginForm, recipe: LoginRecipe): string {
  const body = new URLSearchParams();
  for (const [name, value] of form.fields)
    if (!Object.hasOwn(recipe.fields, name)) body.append(name, value);
  for (const [name, value] of Object.entries(recipe.fields)) body.append(name, value);
  return body.toString();
}

interface Visitor {
  readonly by: Fetcher;
  readonly origins: readonly string[];
  readonly userAgent: string;
  readonly spillPath: string;
}

/** Ask, and follow redirects as a browser does: after a form, by GET. */
async function visit(
  { by, origins, userAgent, spillPath }: Visitor,
  url: string,
  posted: string | null,
): Promise<{ readonly url: string; readonly html: string } | null> {
  let at = url;
  let form = posted;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (!origins.includes(new URL(at).origin)) return null;
    const answer = await fetchAddress(by, {
      url: at,
      headers: { 'user-agent': userAgent, accept: 'text/html,*/*;q=0.8' },
      maxBytes: () => MAX_PAGE,
      isText: () => true,
      spillPath,
      ...(form === null ? {} : { form }),
    });
    if (answer.kind === 'body') return pageOf(at, answer.body);
    const to = answer.kind === 'redirect' ? URL.parse(answer.to, at) : null;
    if (to === null || answer.kind !== 'redirect') return null;
    at = to.href;
    if (answer.head.status !== 307 && answer.head.status !== 308) form = null;
  }
  return null;
}

function pageOf(url: string, body: Body): { readonly url: string; readonly html: string } | null {
  if (body.kind === 'memory') return { url, html: decodeText(body.bytes) };
  rmSync(body.path, { force: true });
  return null;
}
