import type { Attributes } from './attributes.ts';

/** From the one that says most: elements first, then what sites say in their place. */
const KINDS = [
  'article',
  'main',
  'article-body',
  'main-role',
  'region-main',
  'main-content',
] as const;

export type RegionKind = (typeof KINDS)[number];

/** What an element says of itself as the content, null for nothing. */
export function regionKind(name: string, attributes: Attributes): RegionKind | null {
  if (name === 'article' || name === 'main') return name;
  const words = (attribute: string) => (attributes[attribute] ?? '').toLowerCase().split(/\s+/, 20);
  if (words('itemprop').includes('articlebody')) return 'article-body';
  if (words('role').includes('main')) return 'main-role';
  switch (attributes['id']?.toLowerCase()) {
    case 'region-main':
      return 'region-main';
    case 'maincontent':
    case 'main-content':
      return 'main-content';
    default:
      return null;
  }
}

/** A part of a page that says it is the content, by where it stands in the output. */
export interface Region {
  readonly kind: RegionKind;
  readonly from: number;
  readonly to: number;
  /** Letters of text in it, navigation apart. */
  readonly letters: number;
  /** Where its words stand in the page's text. */
  readonly textFrom: number;
  readonly textTo: number;
}

/**
 * Choose what of a page is the lesson: the site's own menus point at what the mirror shows in its
 * own frame anyway, and make two thirds of a page's weight.
 *
 * @returns the only one of the first kind whose only one holds at least 60 % (chosen) of the page's words;
 *   null for the whole page
 */
export function chooseContent(regions: readonly Region[], letters: number): Region | null {
  for (const kind of KINDS) {
    const [only, ...others] = regions.filter((region) => region.kind === kind);
    if (only !== undefined && others.length === 0 && only.letters >= letters * 0.6) return only;
  }
  return null;
}
