import { elementFate } from '../../../core/mirror/markup-policy.ts';

type Attributes = Readonly<Record<string, string>>;

/** An address of an element, as written. An asset is shown; a page is led to. */
export interface ShownAddress {
  readonly raw: string;
  readonly kind: 'page' | 'asset';
}

/**
 * The addresses of an element that the mirror shows or leads to.
 *
 * They are those that the cleaner asks for, of links, pictures, frames and films; a test holds the
 * two together. Not the other makings of a picture (`srcset`), nor style or script: the mirror makes
 * its own, or has none.
 *
 * @param isInMedia inside a film, a sound or a plug-in, whose parts are its other addresses
 */
export function shownAddresses(
  name: string,
  attributes: Attributes,
  isInMedia: boolean,
): readonly ShownAddress[] {
  if (isInMedia) return name === 'source' || name === 'embed' ? page(attributes['src']) : [];
  if (name === 'a') return page(attributes['href']);
  if (name === 'img') return asset(pictureAddress(attributes));
  if (elementFate(name) !== 'explain') return [];
  const { src, data, poster, 'data-src': late } = attributes;
  return [...page(src), ...page(data), ...page(late), ...asset(poster)];
}

const page = (raw: string | undefined): readonly ShownAddress[] =>
  raw === undefined ? [] : [{ raw, kind: 'page' }];

const asset = (raw: string | undefined): readonly ShownAddress[] =>
  raw === undefined ? [] : [{ raw, kind: 'asset' }];

/** A picture that is loaded late stands in another attribute, beside an empty or tiny one. */
function pictureAddress(attributes: Attributes): string {
  const { src = '' } = attributes;
  const late = attributes['data-src'] ?? attributes['data-original'];
  return late !== undefined && (src === '' || src.startsWith('data:')) ? late : src;
}
