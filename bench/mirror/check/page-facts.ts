import { Parser } from 'htmlparser2';

/** A picture as a page offers it: its makings, the best first. */
export interface OfferedPicture {
  readonly label: string;
  readonly src: string;
  readonly srcset: string;
  readonly sources: readonly { readonly srcset: string; readonly type: string }[];
}

/** Something that a browser fetches, or would by a script, for a page to be shown. */
export interface Resource {
  readonly kind: 'style-sheet' | 'script' | 'frame' | 'srcset' | 'data-src' | 'use' | 'style';
  readonly address: string;
}

/** What a page leads to and is made of. */
export interface PageFacts {
  readonly headings: readonly string[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly resources: readonly Resource[];
  readonly pictures: readonly OfferedPicture[];
  readonly forms: number;
}

type Attributes = Readonly<Record<string, string>>;

/** A picture as it is being read. */
interface Open {
  readonly sources: { srcset: string; type: string }[];
}

/** Read one page of a mirror as a browser without scripts does. */
export function pageFacts(html: string): PageFacts {
  const facts = {
    headings: [] as string[],
    links: [] as { href: string; text: string }[],
    resources: [] as Resource[],
    pictures: [] as OfferedPicture[],
    forms: 0,
  };
  let link: { href: string; text: string } | null = null;
  let heading: string | null = null;
  let picture: Open | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes: Attributes) {
        facts.resources.push(...resourcesOf(name, attributes));
        if (name === 'a') link = { href: attributes['href'] ?? '', text: '' };
        else if (/^h[1-6]$/.test(name)) heading = '';
        else if (name === 'form') facts.forms += 1;
        else if (name === 'picture') picture = { sources: [] };
        else if (name === 'source' && picture !== null) {
          const { srcset = '', type = '' } = attributes;
          picture.sources.push({ srcset, type });
        } else if (name === 'img' && attributes['src'] !== undefined)
          facts.pictures.push(pictureOf(attributes, picture));
      },
      ontext(text) {
        if (link !== null) link.text += text;
        if (heading !== null) heading += text;
      },
      onclosetag(name) {
        if (name === 'a' && link !== null) {
          facts.links.push({ href: link.href, text: plain(link.text) });
          link = null;
        } else if (/^h[1-6]$/.test(name) && heading !== null) {
          facts.headings.push(plain(heading));
          heading = null;
        } else if (name === 'picture') picture = null;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return facts;
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const pictureOf = (attributes: Attributes, open: Open | null): OfferedPicture => ({
  label: attributes['alt'] ?? '',
  src: attributes['src'] ?? '',
  srcset: attributes['srcset'] ?? '',
  sources: open?.sources ?? [],
});

function resourcesOf(name: string, attributes: Attributes): readonly Resource[] {
  const found: Resource[] = [];
  const add = (kind: Resource['kind'], address: string | undefined): void => {
    if (address !== undefined && address !== '') found.push({ kind, address });
  };
  const { href, src, rel = '' } = attributes;
  if (name === 'link' && /\bstylesheet\b/i.test(rel)) add('style-sheet', href);
  if (name === 'script') add('script', src);
  if (name === 'iframe') add('frame', src);
  if (name === 'use') add('use', href ?? attributes['xlink:href']);
  for (const { address } of candidates(attributes['srcset'] ?? '')) add('srcset', address);
  add('data-src', attributes['data-src']);
  for (const address of cssAddresses(attributes['style'] ?? '')) add('style', address);
  return found;
}

/** What a `srcset` offers, each with its width in pixels; 0 where it names none. */
export function candidates(
  srcset: string,
): readonly { readonly address: string; readonly width: number }[] {
  return srcset.split(',').flatMap((one) => {
    const [address = '', size = ''] = one.trim().split(/\s+/);
    if (address === '') return [];
    return [{ address, width: Number(/^(\d+)w$/.exec(size)?.[1] ?? 0) }];
  });
}

/** Every address of a style sheet or a style, in its order. */
export const cssAddresses = (css: string): readonly string[] =>
  [...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^'")\s]+))\s*\)|@import\s+["']([^"']+)["']/g)]
    .map(([, double, single, bare, imported]) => double ?? single ?? bare ?? imported ?? '')
    .filter((address) => address !== '' && !address.startsWith('data:'));
