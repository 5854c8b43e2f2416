import { Parser } from 'htmlparser2';
import type { Attributes } from '../attributes.ts';

/** What a finished page leads to, fetches and says of itself. Addresses are as they are written. */
export interface ReadPage {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
  readonly fetched: readonly FetchedByPage[];
  /** Faults that keep somebody out of the page, each named once. */
  readonly access: readonly AccessFault[];
}

export interface FetchedByPage {
  /** One of these is fetched, by the width of the screen: the same picture in several sizes. */
  readonly oneOf: readonly string[];
  /** Only once it is scrolled to. */
  readonly isLazy: boolean;
}

/** `lang` of the page; its title; a picture without `alt`; a frame or link without a name is the browser's to find. */
export type AccessFault = 'language' | 'title' | 'alt';

/**
 * Read a page with a parser of its own, which knows nothing of how pages are made: what is judged is what a
 * browser would see.
 */
export function readPage(html: string): ReadPage {
  const ids = new Set<string>();
  const links: string[] = [];
  const fetched: FetchedByPage[] = [];
  const seen = { lang: false, title: '', bareImages: 0, inTitle: false };
  let picture: { sources: readonly string[] | null } | null = null;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const { id, name: anchor } = attributes;
        if (id !== undefined) ids.add(id);
        if (name === 'a' && anchor !== undefined) ids.add(anchor);
        if (name === 'html') seen.lang = (attributes['lang'] ?? '') !== '';
        if (name === 'title') seen.inTitle = true;
        if (name === 'img' && attributes['alt'] === undefined) seen.bareImages += 1;
        if ((name === 'a' || name === 'area') && attributes['href'] !== undefined)
          links.push(attributes['href']);
        if (name === 'picture') picture = { sources: null };
        // A browser takes the first source whose type it knows: all of today know AVIF and WebP.
        else if (name === 'source' && picture !== null)
          picture.sources ??= candidatesOf(attributes['srcset'] ?? '');
        else fetched.push(...fetchedBy(name, attributes, picture?.sources ?? null));
      },
      ontext: (text) => {
        if (seen.inTitle) seen.title += text;
      },
      onclosetag: (name) => {
        if (name === 'title') seen.inTitle = false;
        if (name === 'picture') picture = null;
      },
    },
    { lowerCaseTags: true },
  );
  parser.end(html);
  const access: readonly (readonly [AccessFault, boolean])[] = [
    ['language', !seen.lang],
    ['title', seen.title.trim() === ''],
    ['alt', seen.bareImages > 0],
  ];
  return { ids, links, fetched, access: access.filter(([, bad]) => bad).map(([fault]) => fault) };
}

function fetchedBy(
  element: string,
  attributes: Attributes,
  sources: readonly string[] | null,
): readonly FetchedByPage[] {
  const { src, href, poster, rel = '', srcset = '' } = attributes;
  const isLazy = attributes['loading'] === 'lazy';
  switch (element) {
    case 'img': {
      const sizes = candidatesOf(srcset);
      const oneOf = sources ?? (sizes.length > 0 ? sizes : src === undefined ? [] : [src]);
      return oneOf.length === 0 ? [] : [{ oneOf, isLazy }];
    }
    case 'script':
      return src === undefined ? [] : [{ oneOf: [src], isLazy: false }];
    case 'link': {
      const isFetched = /\b(?:stylesheet|icon|preload|manifest)\b/i.test(rel);
      return href === undefined || !isFetched ? [] : [{ oneOf: [href], isLazy: false }];
    }
    case 'video':
      return poster === undefined ? [] : [{ oneOf: [poster], isLazy: false }];
    case 'image':
      return href === undefined ? [] : [{ oneOf: [href], isLazy: false }];
    default:
      return [];
  }
}

/** @see https://html.spec.whatwg.org/multipage/images.html#srcset-attributes */
const candidatesOf = (srcset: string): readonly string[] =>
  srcset
    .split(/,\s+|,$/)
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
    .filter((address) => address !== '');
