import type { JudgeLink } from '../../../app/mirror/ports.ts';
import { cleanAttribute, escapeAttribute } from '../../../core/mirror/markup-policy.ts';

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
    // XHTML says the language of a part with a prefix.
    const own = name === 'xml:lang' && attributes['lang'] === undefined ? 'lang' : name;
    const clean = cleanAttribute(element, own, value);
    if (clean === null) continue;
    out += clean === '' && own !== 'alt' ? ` ${own}` : ` ${own}="${escapeAttribute(clean)}"`;
  }
  return out;
}

export interface Tags {
  readonly open: string;
  readonly close: string;
  /** The file of the mirror that a link opens. */
  readonly path?: string | undefined;
}

/** A link: kept, marked as leading away, or turned into text when it leads nowhere. */
export function linkTags(attributes: Attributes, judge: JudgeLink, removed: CountRemoved): Tags {
  const plain = plainAttributes('a', attributes, removed);
  if (attributes['href'] === undefined) return { open: `<a${plain}>`, close: '</a>' };
  const link = judge(attributes['href']);
  switch (link.kind) {
    case 'internal':
      return {
        open: `<a href="${escapeAttribute(link.href)}"${plain}>`,
        close: '</a>',
        path: link.path,
      };
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
