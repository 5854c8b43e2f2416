import type { AddressBook } from './address-book.ts';

/** What becomes of one address written in a lesson. */
export type SiteLink =
  /** On the mirror: a relative address, so that the copy also works from a folder. */
  | {
      readonly kind: 'internal';
      readonly href: string;
      /** The file that it leads to; absent for a place on the page itself. */
      readonly path?: string;
    }
  | { readonly kind: 'external'; readonly href: string }
  /** Meant to be on the mirror, and not there. */
  | { readonly kind: 'dead'; readonly target: string }
  /** A scheme that runs something, or that a lesson has no use for. */
  | { readonly kind: 'refused' };

export interface SiteLinkFrom {
  /** The page's own address on the mirror. */
  readonly page: string;
  /** Where the link is written, if not on the page itself but on a copy of it. @default page */
  readonly writtenAt?: string | undefined;
  readonly book: AddressBook;
  /** Names under which the lessons stood: their absolute links are internal. Lower case. */
  readonly ownHosts: readonly string[];
}

/** Longer addresses are cut out: no lesson's link is that long. */
const MAX_LENGTH = 4_000;

/**
 * Say where a link of a lesson leads once the lesson stands on the mirror.
 *
 * The address is read as a browser reads it: surrounding blanks and inner line breaks do not
 * count, and a backslash is a slash, or `java\nscript:` would slip through.
 *
 * @see https://url.spec.whatwg.org/#concept-basic-url-parser steps 1 to 3
 */
export function siteLink(raw: string, from: SiteLinkFrom): SiteLink {
  const address = asBrowsersRead(raw);
  if (address.length > MAX_LENGTH) return { kind: 'refused' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'mailto' || scheme === 'tel') return { kind: 'external', href: address };
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { kind: 'refused' };
  const absolute = /^(?:https?:)?\/\/([^/?#]*)([^]*)$/i.exec(address);
  if (absolute !== null) return absoluteLink(address, absolute[1] ?? '', absolute[2] ?? '', from);
  if (scheme !== undefined) return { kind: 'refused' };
  if (address === '' || address.startsWith('#')) return { kind: 'internal', href: address };
  return inSite(address, from);
}

function asBrowsersRead(raw: string): string {
  // Nearly all links: nothing in them that a browser leaves out.
  if (raw.length <= 2 * MAX_LENGTH && /^[!-\uFFFF]*$/.test(raw)) return raw.replaceAll('\\', '/');
  const letters = Array.from(raw.slice(0, 2 * MAX_LENGTH));
  const first = letters.findIndex((letter) => letter > ' ');
  const last = letters.findLastIndex((letter) => letter > ' ');
  return letters
    .slice(Math.max(0, first), last + 1)
    .filter((letter) => letter >= ' ')
    .join('')
    .replaceAll('\\', '/');
}

function absoluteLink(
  address: string,
  authority: string,
  rest: string,
  from: SiteLinkFrom,
): SiteLink {
  const host = authority.replace(/^.*@/, '').replace(/:\d+$/, '').toLowerCase();
  if (from.ownHosts.includes(host)) return inSite(rest.startsWith('/') ? rest : `/${rest}`, from);
  // A name and a password in a link are there to mislead; an empty host is no address.
  if (host === '' || authority.includes('@')) return { kind: 'refused' };
  return { kind: 'external', href: address.startsWith('//') ? `https:${address}` : address };
}

function inSite(address: string, from: SiteLinkFrom): SiteLink {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#[^]*)?$/.exec(address) ?? [];
  for (const base of bases(from.page)) {
    const file = from.book.find(resolvePath(path, base, from.page) + query);
    if (file === null) continue;
    const { path: found } = file;
    return {
      kind: 'internal',
      href: relativeHref(from.writtenAt ?? from.page, found) + hash,
      path: found,
    };
  }
  return { kind: 'dead', target: legible(resolvePath(path, from.page, from.page)) + query };
}

/** A site built with one folder per page wrote its links from `/cours/`, not from `/cours.html`. */
function bases(page: string): readonly string[] {
  return page.endsWith('/index.html') ? [page] : [page, `${page.replace(/\.html$/, '')}/`];
}

/** RFC 3986 section 5.2.4, on encoded paths: climbing above the root stays at the root. */
function resolvePath(path: string, base: string, page: string): string {
  if (path === '') return encodePath(page);
  const start = path.startsWith('/') ? [] : encodePath(base).split('/').slice(1, -1);
  const names = path.split('/').filter((name, index) => index > 0 || name !== '');
  const out = [...start];
  for (const name of names) {
    if (name === '..') out.pop();
    else if (name !== '.') out.push(name);
  }
  const endsInFolder = /(^|\/)\.{0,2}$/.test(path);
  return `/${out.join('/')}${endsInFolder && out.length > 0 && out.at(-1) !== '' ? '/' : ''}`;
}

/** From one address of the mirror to another, both decoded. Never empty, never with a scheme. */
export function relativeHref(from: string, to: string): string {
  const fromNames = from.split('/').slice(1, -1);
  const toNames = to.split('/').slice(1);
  let common = 0;
  while (
    common < fromNames.length &&
    common < toNames.length - 1 &&
    fromNames[common] === toNames[common]
  ) {
    common += 1;
  }
  const up = '../'.repeat(fromNames.length - common);
  const down = toNames.slice(common).map(encodeName).join('/');
  return up === '' ? `./${down}` : up + down;
}

/** An address of the mirror as it is written in a link. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeName).join('/');
}

const encodeName = (name: string): string =>
  encodeURIComponent(name.isWellFormed() ? name : name.toWellFormed());

function legible(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
