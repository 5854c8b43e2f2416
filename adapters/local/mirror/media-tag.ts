import { escapeAttribute, escapeText } from '../../../core/mirror/markup-policy.ts';
import { mediaPage } from '../../../core/mirror/media-page.ts';
import { statedSeconds } from '../../../core/mirror/stated-seconds.ts';
import type { Attributes, CountRemoved } from './attributes.ts';
import type { PageDesk } from './page-desk.ts';
import { pictureTag } from './picture-tag.ts';

/** A frame, a film, a sound or a plug-in of a lesson, read to its end. */
export interface MediaElement {
  readonly name: string;
  readonly attributes: Attributes;
  /** Addresses of the `<source>` and `<embed>` in it. */
  readonly inner: readonly string[];
}

/**
 * What stands in place of a frame or a film: its own picture where the lesson has the file, its
 * title, who shows it and how long it is, and a plain link. A sound that is on the mirror plays
 * there, when it is asked to.
 */
export function mediaTag(element: MediaElement, desk: PageDesk, removed: CountRemoved): string {
  const link = linkOf(element, desk);
  const { name, attributes } = element;
  if (link?.sound !== undefined && (name === 'audio' || name === 'embed' || name === 'object'))
    return player(link.href, titleOf(attributes), link.sound);
  removed('frames');
  const page = link === null ? null : mediaPage(link.href);
  const sentence = escapeText(say(element, page?.provider ?? null, desk));
  const poster = posterOf(attributes, desk);
  if (link === null) return `${poster}<span class="preau-note">[${sentence}]</span>`;
  const href = page?.href ?? link.href;
  return `${poster}<span class="preau-note">[${sentence} : <a href="${escapeAttribute(href)}" rel="noopener nofollow">${escapeText(href.slice(0, 200))}</a>]</span>`;
}

interface MediaLink {
  readonly href: string;
  /** Its kind and size, for a sound of the mirror. */
  readonly sound?: string | undefined;
}

/** @returns the first of its addresses that leads somewhere */
function linkOf({ attributes, inner }: MediaElement, desk: PageDesk): MediaLink | null {
  const own = [attributes['src'], attributes['data'], attributes['data-src'], ...inner];
  for (const address of own) {
    if (address === undefined || address.trim() === '') continue;
    const link = desk.judge(address);
    if ((link.kind !== 'internal' && link.kind !== 'external') || link.href === '') continue;
    const file = link.kind === 'internal' && link.path ? desk.describe(link.path) : null;
    const { document } = file ?? {};
    const isSound = file?.type.startsWith('audio/') === true && document !== undefined;
    return { href: link.href, sound: isSound ? `${document.kind}, ${document.size}` : undefined };
  }
  return null;
}

function player(address: string, title: string | null, about: string): string {
  const href = escapeAttribute(address);
  const label = escapeText(title === null ? about : `${title} (${about})`);
  return `<audio src="${href}" preload="none" controls></audio> <a href="${href}">${label}</a>`;
}

const titleOf = (attributes: Attributes): string | null =>
  [attributes['title'], attributes['aria-label']]
    .find((text) => text?.trim())
    ?.trim()
    .slice(0, 300) ?? null;

function say(
  { name, attributes }: MediaElement,
  provider: string | null,
  { words }: PageDesk,
): string {
  const title = titleOf(attributes);
  const seconds = statedSeconds(attributes['data-duration'] ?? attributes['duration'] ?? '');
  const length =
    seconds === null
      ? []
      : [words('page.length', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })];
  const about = [...(provider === null ? [] : [provider]), ...length].join(', ');
  return words(
    name === 'audio' ? 'page.sound' : isFilm(name, provider) ? 'page.film' : 'page.frame',
    {
      title: title === null ? '' : words('page.titled', { title }),
      about: about === '' ? '' : ` (${about})`,
    },
  );
}

const isFilm = (name: string, provider: string | null): boolean =>
  name === 'video' || provider !== null;

/** Only a file of the lesson's own: nothing is ever fetched from the service that shows the film. */
function posterOf(attributes: Attributes, desk: PageDesk): string {
  const { poster } = attributes;
  if (poster === undefined || poster.trim() === '') return '';
  const tag = pictureTag({ src: poster, alt: '' }, desk, () => undefined, { isFirst: false }).write(
    '',
  );
  return tag.includes('<img') ? `${tag} ` : '';
}
