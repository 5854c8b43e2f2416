import { encodePath, relativeHref } from '../../../../core/mirror/site-link.ts';
import { originalAddress } from './original-address.ts';

/** The text that a link stands in. */
export interface TextPlace {
  /** The name of the page that shows it. */
  readonly page: string;
  readonly contextId: string;
  readonly component: string;
  readonly area: string;
  readonly itemId: string;
}

/** Where the links of a course lead. */
export interface CourseLinks {
  /** The path that the original Moodle stood under, and nothing for the top of its host. */
  readonly top: string;
  /** Original addresses, from the host's root, to names. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Files by {@link fileKey}. */
  readonly files: ReadonlyMap<string, string>;
}

/** What one file of a course is found by. */
export const fileKey = (place: Omit<TextPlace, 'page'>, path: string): string =>
  [place.contextId, place.component, place.area, place.itemId, path].join('/');

/**
 * Lead the links of a teacher's text to the pages and files of the mirror. A backup writes them in
 * two ways of its own: `@@PLUGINFILE@@/name` for a file of the same text, and `$@PAGEVIEWBYID*12@$`
 * for another page of the site. What leads nowhere becomes its original address, which is judged
 * like any other link when the page is cleaned.
 *
 * @see https://docs.moodle.org/dev/Backup_2.0_general_architecture encoding of links
 */
export function leadLinks(text: string, place: TextPlace, links: CourseLinks): string {
  const toFile = (raw: string): string => fileHref(raw, place, links);
  return text
    .replace(/(["'])@@PLUGINFILE@@\/([^"'<>]{0,2000})\1/g, (_, quote: string, raw: string) =>
      [quote, toFile(raw), quote].join(''),
    )
    .replace(/@@PLUGINFILE@@\/([^"'<>\s)]{0,2000})/g, (_, raw: string) => toFile(raw))
    .replace(
      /\$@([A-Z0-9_]{1,60})((?:\*[A-Za-z0-9]{1,20}){0,4})@\$/g,
      (_, code: string, rest: string) =>
        pageHref(originalAddress(code, rest.split('*').slice(1)), place, links),
    )
    .replaceAll('@@PLUGINFILE@@', () => toFile(''));
}

function fileHref(raw: string, place: TextPlace, links: CourseLinks): string {
  const path = decoded(raw.replaceAll('&amp;', '&').replace(/[?#][^]*$/, ''));
  const name = links.files.get(fileKey(place, path));
  if (name !== undefined) return relativeHref(`/${place.page}`, `/${name}`);
  const { contextId, component, area } = place;
  return encodePath(`${links.top}/pluginfile.php/${contextId}/${component}/${area}/${path}`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path.normalize('NFC');
  }
}

function pageHref(address: string, { page }: TextPlace, links: CourseLinks): string {
  const whole = links.top + address;
  const name = links.addresses.get(whole);
  return name === undefined ? whole : relativeHref(`/${page}`, `/${name}`);
}
