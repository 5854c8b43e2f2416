import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { Archive } from '../../archive/archive.ts';
import { fileOf } from './cartridge-links.ts';

const ADDRESS = /\b(?:src|href|data|poster)\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')/gi;

const NOT_SHOWN = /\.(?:x?html?|xml|qti|csv|txt|json|js)$/i;

/** Pages, tables and descriptions that nobody listed are not shown because a page leads to them. */
export const mayBeForgotten = (name: string): boolean => !NOT_SHOWN.test(name);

export interface Referring {
  readonly archive: Archive;
  /** Where the manifest stands. */
  readonly folder: string;
  /** @returns the file that an address from the manifest's folder means */
  readonly file: (href: string) => string | null;
}

/**
 * The pictures and documents that pages lead to, whether the manifest lists them or not: some tools
 * forget the pictures of quizzes and pages.
 *
 * @param pages names of pages that are shown
 */
export async function referencedFiles(
  { archive, folder, file }: Referring,
  pages: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const page of pages) {
    const bytes = await archive.read(page);
    if (bytes === null) continue;
    const base = page.slice(folder.length, page.lastIndexOf('/') + 1);
    for (const [, quoted = '', single = ''] of decodeText(bytes).matchAll(ADDRESS)) {
      const address = (quoted || single).replaceAll('&amp;', '&');
      const name = fileOf(address, base, file) ?? file(base + address);
      if (name !== null && mayBeForgotten(name)) found.add(name);
    }
  }
  return found;
}
