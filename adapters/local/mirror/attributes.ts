import type { JudgeLink, MirrorWords } from '../../../app/mirror/ports.ts';
import { cleanAttribute, escapeAttribute, escapeText } from '../../../core/mirror/markup-policy.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Called once for each thing that is taken out of a page. */
export type CountRemoved = (kind: string) => void;

/** A longer attribute is not one that a lesson needs. */
const MAX_LENGTH = 4_000;

/** The attributes of a kept element that may stay, as they are written in a start tag. */
export function plainAttributes(
  element: string,
  attributes: Attributes,
  removed: CountRemoved,
): string {
  let out = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) removed('handlers');
    if (value.length > MAX_LENGTH) continue;
    const clean = cleanAttribute(element, name, value);
    if (clean === null) continue;
    out += clean === '' && name !== 'alt' ? ` ${name}` : ` ${name}="${escapeAttribute(clean)}"`;
  }
  return out;
}

export interface Tags {
  readonly open: string;
  readonly close: string;
}

/** A link: kept, marked as leading away, or turned into text when it leads nowhere. */
export function linkTags(attributes: Attributes, judge: JudgeLink, removed: CountRemoved): Tags {
  const plain = plainAttributes('a', attributes, removed);
  if (attributes['href'] === undefined) return { open: `<a${plain}>`, close: '</a>' };
  const link = judge(attributes['href']);
  switch (link.kind) {
    case 'internal':
      return { open: `<a href="${escapeAttribute(link.href)}"${plain}>`, close: '</a>' };
    case 'external': {
      const href = escapeAttribute(link.href);
      return { open: `<a href="${href}" rel="noopener nofollow"${plain}>`, close: '</a>' };
    }
    case 'dead':
      return { open: '<span class="preau-absent">', close: '</span>' };
    case 'refused':
      removed('dangerousLinks');
      return { open: '<span>', close: '</span>' };
  }
}

/** Pictures that hold their own bytes: bitmaps only, up to 256 KiB of base64. Chosen. */
const OWN_BYTES = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]{1,262144}$/i;

/** A picture of the mirror, or the words that stand for it. */
export function picture(
  attributes: Attributes,
  judge: JudgeLink,
  words: MirrorWords,
  removed: CountRemoved,
): string {
  const { src = '', alt = '' } = attributes;
  const lazy = attributes['data-src'] ?? attributes['data-original'];
  const address = lazy !== undefined && (src === '' || src.startsWith('data:')) ? lazy : src;
  const plain = plainAttributes('img', { alt: '', ...attributes }, removed);
  if (OWN_BYTES.test(address)) return `<img src="${escapeAttribute(address)}"${plain} />`;
  const link = judge(address);
  if (link.kind === 'internal' && link.href !== '' && !link.href.startsWith('#')) {
    return `<img src="${escapeAttribute(link.href)}"${plain} loading="lazy" />`;
  }
  removed(link.kind === 'external' ? 'remoteImages' : 'missingImages');
  const sentence = words(link.kind === 'external' ? 'page.remoteImage' : 'page.missingImage', {
    alt: alt === '' ? '' : ` : ${alt.slice(0, 300)}`,
  });
  return `<span class="preau-note">[${escapeText(sentence)}]</span>`;
}

/** The sentence in place of a frame, a film or a plug-in. */
export function explanation(
  element: string,
  attributes: Attributes,
  judge: JudgeLink,
  words: MirrorWords,
): string {
  const address = attributes['src'] ?? attributes['data'] ?? attributes['data-src'] ?? '';
  const sentence = escapeText(
    words(element === 'video' || element === 'audio' ? 'page.media' : 'page.frame'),
  );
  const link = address === '' ? null : judge(address);
  if (link === null || (link.kind !== 'external' && link.kind !== 'internal') || link.href === '') {
    return `<span class="preau-note">[${sentence}]</span>`;
  }
  const href = escapeAttribute(link.href);
  return `<span class="preau-note">[${sentence} : <a href="${href}" rel="noopener nofollow">${escapeText(link.href.slice(0, 200))}</a>]</span>`;
}
