import { readPage } from '../../../adapters/local/mirror/fit/read-page.ts';
import { strayReference } from '../../../adapters/local/mirror/fit/stray-reference.ts';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { aliasTarget } from '../../../core/mirror/fit/alias-target.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';

/**
 * Follow each reference of what answers each address, as a browser does, without the code that plans.
 *
 * @param apart addresses that are known to be wrong
 * @returns what leads nowhere, or elsewhere than from the page's own address
 */
export function checkedReferences(
  manifest: Manifest,
  written: ReadonlyMap<string, string>,
  apart: readonly string[],
): readonly string[] {
  const book = addressBook(manifest);
  const known = new Set(apart);
  const wrong: string[] = [];
  for (const original of Object.keys(manifest.aliases)) {
    const target = aliasTarget(original);
    const file = target === null ? null : book.find(target);
    if (target === null || file === null || !file.type.startsWith('text/html')) continue;
    if (known.has(original)) continue;
    const page = readPage(written.get(file.path) ?? '');
    const all = [...page.links, ...page.fetched.flatMap(({ oneOf }) => oneOf)];
    for (const href of all) {
      const url = new URL(href, `https://x.invalid${target}`);
      if (url.host === 'x.invalid' && book.find(url.pathname + url.search) === null)
        wrong.push(`${original} ${href}`);
    }
    const stray = strayReference(book, page, file, original);
    if (stray !== null) wrong.push(`${original} ${stray} elsewhere`);
  }
  return wrong;
}
