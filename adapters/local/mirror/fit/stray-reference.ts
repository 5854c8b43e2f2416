import type { AddressBook } from '../../../../core/mirror/address-book.ts';
import { aliasTarget } from '../../../../core/mirror/fit/alias-target.ts';
import type { ManifestFile } from '../../../../core/mirror/manifest.ts';
import { encodePath } from '../../../../core/mirror/site-link.ts';
import type { ReadPage } from './read-page.ts';

/** Any host does: references are resolved against it, and what is not on it leads away. */
const HOST = 'https://mirror.invalid';

/**
 * Follow every reference of a page from another address that it is asked by, as a browser does.
 *
 * @returns the first that leads to something else than from the page's own address; null when none does
 */
export function strayReference(
  book: AddressBook,
  { links, fetched }: Pick<ReadPage, 'links' | 'fetched'>,
  page: ManifestFile,
  original: string,
): string | null {
  const target = aliasTarget(original);
  if (target === null) return null;
  const from = (base: string, href: string): ManifestFile | string | null => {
    if (!URL.canParse(href, HOST + base)) return null;
    const url = new URL(href, HOST + base);
    if (url.origin !== HOST) return url.origin;
    return book.find(url.pathname + url.search);
  };
  const own = encodePath(page.path);
  const all = [...links, ...fetched.flatMap(({ oneOf }) => oneOf)];
  // A place on the page itself, or the page with another query.
  const led = all.filter((href) => !/^(?:[#?]|$)/.test(href));
  return led.find((href) => from(target, href) !== from(own, href)) ?? null;
}
