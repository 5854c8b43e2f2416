import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../../../core/mirror/site-link.ts';

/** What an address of the platform's own vocabulary can lead to in a cartridge. */
export interface CartridgeTargets {
  /** @returns the file at a path from the manifest's folder */
  readonly file: (path: string) => string | null;
  /** @returns the page that a resource, or a module's first item, became */
  readonly resource: (id: string) => string | null;
  /** @returns the page of a wiki's short name */
  readonly wiki: (slug: string) => string | null;
}

const TOKEN =
  '\\s*(?:\\$|%24)(IMS[-_]CC[-_]FILEBASE|WIKI_REFERENCE|CANVAS_OBJECT_REFERENCE|CANVAS_COURSE_REFERENCE)(?:\\$|%24)';

/** Attributes alone: in the text of a lesson the words are only words. */
const ADDRESS = new RegExp(`=\\s*(?:"${TOKEN}([^"]*)"|'${TOKEN}([^']*)')`, 'gi');

/**
 * Turn the addresses that stand for the platform in a page of a cartridge into links between its
 * files. One that leads nowhere stays, and is reported as dead when the page is cleaned.
 *
 * @param page the page's own name
 * @param base the folder that its description stands in, from the manifest's
 */
export function linkCartridge(
  html: string,
  page: string,
  base: string,
  targets: CartridgeTargets,
): string {
  return html.replace(
    ADDRESS,
    (whole, kind: string | undefined, rest: string | undefined, kind2: string, rest2: string) => {
      const address = plain(rest ?? rest2);
      const target = targetOf((kind ?? kind2).toUpperCase(), address, base, targets);
      if (target === null) return whole;
      const hash = /#[^#]*$/.exec(address)?.[0] ?? '';
      const isAway = /^https?:/i.test(target);
      const href = isAway ? target : relativeHref(`/${page}`, `/${target}`) + hash;
      return `="${escapeHtml(href)}"`;
    },
  );
}

function targetOf(
  kind: string,
  address: string,
  base: string,
  targets: CartridgeTargets,
): string | null {
  const path = address.replace(/[?#][^]*$/, '').replace(/^\/+/, '');
  if (kind.startsWith('IMS')) return fileAt(path, base, targets);
  const [first = '', second = '', ...more] = path.split('/').map(decoded);
  if (first === 'pages' || first === 'wiki')
    return targets.wiki(second) ?? targets.resource(second);
  if (kind === 'WIKI_REFERENCE') return null;
  if (first === 'file_contents') return fileAt(more.join('/'), base, targets);
  if (first === 'external_tools') return embedded(address);
  if (first === 'modules' && second === 'items') return targets.resource(more[0] ?? '');
  return targets.resource(second);
}

/**
 * The file that an address of the platform's own vocabulary means.
 *
 * @param base as for {@link linkCartridge}
 * @returns null for any other address, and for a file that is not there
 */
export function fileOf(
  address: string,
  base: string,
  file: CartridgeTargets['file'],
): string | null {
  const [, kind, rest = ''] = new RegExp(`^${TOKEN}([^]*)$`, 'i').exec(address) ?? [];
  if (kind === undefined) return null;
  const target = targetOf(kind.toUpperCase(), rest, base, { ...NO_PAGES, file });
  return target !== null && /^https?:/i.test(target) ? null : target;
}

const NO_PAGES = { resource: () => null, wiki: () => null };

/** Canvas means its folder of files, other tools the description's folder or the package's. */
function fileAt(path: string, base: string, targets: CartridgeTargets): string | null {
  return (
    targets.file(`web_resources/${path}`) ?? targets.file(`${base}${path}`) ?? targets.file(path)
  );
}

/** The site that a tool would have shown in a frame. */
function embedded(address: string): string | null {
  const query = /\?([^#]*)/.exec(address)?.[1] ?? '';
  const url = new URLSearchParams(query).get('url') ?? '';
  return /^https?:\/\//i.test(url) ? url : null;
}

const plain = (value: string): string =>
  value.trim().replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
