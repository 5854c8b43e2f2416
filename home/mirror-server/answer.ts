import { OWN_PAGES } from '../../app/mirror/own-pages.ts';
import type { MirrorWords } from '../../app/mirror/ports.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { routeRequest } from '../../core/mirror/route-request.ts';
import { chooseEncoding } from './choose-encoding.ts';
import { commonHeaders, fileHeaders, type Headers, NO_STORE } from './headers.ts';
import type { Release } from './release.ts';
import { RETRY_AFTER_SEC, unavailableBodies } from './unavailable.ts';

/** As much of a request as its answer depends on. Cookies are not in it: nobody reads them. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly accept: string;
  readonly acceptEncoding: string;
  readonly ifNoneMatch: string;
  readonly range: string;
  readonly isOwnName: boolean;
}

export type AnswerKind =
  | 'lesson'
  | 'asset'
  | 'login'
  | 'missing'
  | 'unavailable'
  | 'status'
  | 'failed';

export interface Answer {
  readonly kind: AnswerKind;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Answer one request from one release; with no release yet everything is unavailable. */
export async function answer(
  release: Release | null,
  asked: Asked,
  words: MirrorWords,
): Promise<Answer> {
  const base = commonHeaders(release?.manifest.buildId ?? null, asked.isOwnName);
  if (release === null) return unavailable(base, asked, words);
  const route = routeRequest(release.book, asked);
  switch (route.kind) {
    case 'lesson':
      return fileAnswer(release, route.file, asked, base, 200);
    case 'login':
      return ownPage(release, OWN_PAGES.login, asked, base, 200);
    case 'missing':
      return ownPage(release, OWN_PAGES.missing, asked, base, 404);
    case 'unavailable':
      return unavailable(base, asked, words);
    case 'manifest':
      return json('status', 200, base, release.manifestText);
    case 'well-known':
      return json('status', 200, base, Buffer.from(wellKnownText(release.manifest)));
    case 'health': {
      const { buildId, builtAt, platform } = release.manifest;
      const text = JSON.stringify({
        status: 'ok',
        platform,
        buildId,
        builtAt: new Date(builtAt).toISOString(),
      });
      return json('status', 200, base, Buffer.from(text));
    }
  }
}

async function ownPage(
  release: Release,
  path: string,
  asked: Asked,
  base: Headers,
  status: 200 | 404,
): Promise<Answer> {
  const file = release.book.find(path);
  const kind = status === 404 ? 'missing' : 'login';
  if (file === null)
    return { kind, status, headers: { ...base, ...NO_STORE }, body: Buffer.alloc(0) };
  // A help page is not the asked address's content: nothing may remember it as such.
  const found = await fileAnswer(
    release,
    file,
    { ...asked, ifNoneMatch: '', range: '' },
    base,
    status,
  );
  const { ETag: _, ...headers } = found.headers;
  return { ...found, kind, headers: { ...headers, ...NO_STORE } };
}

async function fileAnswer(
  release: Release,
  file: ManifestFile,
  asked: Asked,
  base: Headers,
  status: number,
): Promise<Answer> {
  const kind = file.type.startsWith('text/html') ? 'lesson' : 'asset';
  const etag = `"${file.sha256.slice(0, 32)}"`;
  const headers: Headers = { ...base, ...fileHeaders(file), ETag: etag, Vary: 'Accept-Encoding' };
  if (matches(asked.ifNoneMatch, etag))
    return { kind, status: 304, headers, body: Buffer.alloc(0) };
  const { plain, compressed } = await release.body(file);
  const part = byteRange(asked.range, plain.length);
  if (part !== null && compressed.size === 0) {
    const range = { 'Content-Range': `bytes ${part.from}-${part.to}/${plain.length}` };
    return {
      kind,
      status: 206,
      headers: { ...headers, ...range },
      body: plain.subarray(part.from, part.to + 1),
    };
  }
  const encoding = chooseEncoding(asked.acceptEncoding, [...compressed.keys()]);
  const small = encoding === null ? undefined : compressed.get(encoding);
  if (encoding !== null && small !== undefined)
    return { kind, status, headers: { ...headers, 'Content-Encoding': encoding }, body: small };
  const ranges: Headers = compressed.size === 0 ? { 'Accept-Ranges': 'bytes' } : {};
  return { kind, status, headers: { ...headers, ...ranges }, body: plain };
}

/** Weak comparison, as RFC 9110 section 13.1.2 asks of If-None-Match. */
function matches(header: string, etag: string): boolean {
  const tags = header
    .slice(0, 1_000)
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/** One range, as PDF readers ask; anything else is answered whole. RFC 9110 section 14.2 */
function byteRange(
  header: string,
  length: number,
): { readonly from: number; readonly to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to && from < length ? { from, to } : null;
}

/** For a write or a program: never 200, or a form would look saved. RFC 9457 for the JSON. */
function unavailable(base: Headers, asked: Asked, words: MirrorWords): Answer {
  const headers = { ...base, ...NO_STORE, 'Retry-After': RETRY_AFTER_SEC };
  const { page, problem } = unavailableBodies(words);
  if (/text\/html/i.test(asked.accept)) {
    const type = { 'Content-Type': 'text/html; charset=utf-8' };
    return {
      kind: 'unavailable',
      status: 503,
      headers: { ...headers, ...type },
      body: Buffer.from(page),
    };
  }
  const type = { 'Content-Type': 'application/problem+json' };
  return {
    kind: 'unavailable',
    status: 503,
    headers: { ...headers, ...type },
    body: Buffer.from(problem),
  };
}

function json(kind: AnswerKind, status: number, base: Headers, body: Buffer): Answer {
  return {
    kind,
    status,
    headers: { ...base, ...NO_STORE, 'Content-Type': 'application/json' },
    body,
  };
}
