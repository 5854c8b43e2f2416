import type { LinkedFile } from '../../../app/mirror/shown-picture.ts';
import { escapeAttribute, escapeText } from '../../../core/mirror/markup-policy.ts';
import { type Attributes, type CountRemoved, plainAttributes } from './attributes.ts';
import type { Makings } from './makings.ts';
import type { PageDesk } from './page-desk.ts';

type PagePicture = NonNullable<LinkedFile['picture']>;

/** A picture whose words may still be found further down in the page. */
export interface PictureTag {
  /** Null where the lesson has no words for it; empty where it says that none are needed. */
  readonly alt: string | null;
  readonly write: (alt: string) => string;
}

/** Pictures that hold their own bytes: bitmaps only, up to 256 KiB of base64. Chosen. */
const OWN_BYTES = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]{1,262144}$/i;

/** What programs call a picture when nobody does. */
const FILE_NAME =
  /^(?:\S+\.(?:avif|bmp|gif|jpe?g|png|svg|webp)|(?:img|image|dsc|dscn|capture|screenshot|photo)[-_ ]?\d*)$/i;

/** Where in its page a picture stands. */
export interface PicturePlace {
  /** The first of its page is fetched with it; the others when they are scrolled to. */
  readonly isFirst: boolean;
  /** Absent where the page shows no other making of it. */
  readonly makings?: Makings;
}

/** A picture of the mirror, or the words that stand for it. */
export function pictureTag(
  attributes: Attributes,
  desk: PageDesk,
  removed: CountRemoved,
  { isFirst, makings }: PicturePlace,
): PictureTag {
  const { alt: _, ...rest } = attributes;
  const alt = words(attributes);
  const address = addressOf(attributes);
  if (OWN_BYTES.test(address)) {
    const plain = plainAttributes('img', rest, removed);
    return {
      alt,
      write: (text) => `<img src="${escapeAttribute(address)}"${said(text)}${plain} />`,
    };
  }
  const link = desk.judge(address);
  if (link.kind === 'internal' && link.href !== '' && !link.href.startsWith('#')) {
    const picture = link.path === undefined ? undefined : desk.describe(link.path)?.picture;
    const plain = plainAttributes('img', { ...rest, ...sizeOf(rest, picture) }, removed);
    const lazy = isFirst ? '' : ' loading="lazy"';
    makings?.note(attributes['srcset'] ?? '', address);
    const shown = makingToShow(makings, address, { href: link.href, picture });
    const img = (text: string): string =>
      `<img src="${escapeAttribute(shown.href)}"${said(text)}${plain}${lazy} />`;
    const note = picture?.isStill === true ? noteOf(desk, 'page.still', '') : '';
    return { alt, write: (text) => withSources(shown.picture, img(text)) + note };
  }
  plainAttributes('img', rest, removed);
  removed(link.kind === 'external' ? 'remoteImages' : 'missingImages');
  const key = link.kind === 'external' ? 'page.remoteImage' : 'page.missingImage';
  const about = alt === null || alt === '' ? '' : ` : ${alt.slice(0, 300)}`;
  return { alt: '', write: () => noteOf(desk, key, about) };
}

/**
 * What a page shows twice it fetches once: a smaller making of a picture that it shows already, as its
 * own `srcset` says, is that one at another size. Where pictures are not looked at, as on AWS, nobody
 * knows which is the smaller, and each stays.
 */
function makingToShow(
  makings: Makings | undefined,
  address: string,
  { href, picture }: { readonly href: string; readonly picture: PagePicture | undefined },
): { readonly href: string; readonly picture: PagePicture | undefined } {
  if (makings === undefined || picture === undefined) return { href, picture };
  const before = makings.shown(address);
  if (before !== null && before.picture.width >= picture.width) return before;
  makings.show(address, { href, picture });
  return { href, picture };
}

function addressOf(attributes: Attributes): string {
  const { src = '' } = attributes;
  const lazy = attributes['data-src'] ?? attributes['data-original'];
  return lazy !== undefined && (src === '' || src.startsWith('data:')) ? lazy : src;
}

function words({ alt, title, 'aria-label': label }: Attributes): string | null {
  if (alt === '') return '';
  const found = [alt, label, title].find((text) => text?.trim() && !FILE_NAME.test(text.trim()));
  return found?.trim() ?? null;
}

const said = (alt: string): string => ` alt="${escapeAttribute(alt.slice(0, 1_000))}"`;

const noteOf = ({ words }: PageDesk, key: string, alt: string): string =>
  `<span class="preau-note">[${escapeText(words(key, { alt }))}]</span>`;

/** The lesson's own measures stay; what it does not say, the picture does: nothing jumps. */
function sizeOf(
  { width, height, style = '' }: Attributes,
  picture: PagePicture | undefined,
): Attributes {
  if (
    picture === undefined ||
    height !== undefined ||
    /(?:^|[;\s])(?:width|height)\s*:/i.test(style)
  )
    return {};
  if (width === undefined) return { width: String(picture.width), height: String(picture.height) };
  if (!/^\d{1,4}$/.test(width)) return {};
  return { height: String(Math.round((Number(width) * picture.height) / picture.width)) };
}

/** A narrow making for phones, a wide one for the rest; the picture itself for old browsers. */
function withSources(picture: PagePicture | undefined, img: string): string {
  if (picture === undefined || picture.sources.length === 0) return img;
  const sources = picture.sources.map(
    ({ href, type, width, height, isNarrow }) =>
      `<source${isNarrow && picture.width > width ? ' media="(max-width:40rem)"' : ''} srcset="${escapeAttribute(href)}" type="${escapeAttribute(type)}" width="${width}" height="${height}" />`,
  );
  return `<picture>${sources.join('')}${img}</picture>`;
}
