import type { ConsolePage, PageAsk } from './console-page.ts';
import { CONSOLE_PAGES } from './console-pages.ts';

/** A page that an address leads to. */
export interface FoundPage extends Pick<PageAsk, 'below' | 'query'> {
  readonly page: ConsolePage;
}

/** The deepest address of any page, below the page's own. Chosen. */
const DEEPEST = 3;

/**
 * Which page of the console an address is of.
 *
 * @param address path and query, beginning with `/`
 * @returns null when it is of none
 */
export function findPage(address: string): FoundPage | null {
  const url = address.startsWith('/') ? URL.parse(`http://localhost${address}`) : null;
  if (url === null || !url.pathname.endsWith('/')) return null;
  const page = CONSOLE_PAGES.findLast(({ path }) =>
    path === '/' ? url.pathname === '/' : url.pathname.startsWith(path),
  );
  if (page === undefined) return null;
  const below = segments(url.pathname.slice(page.path.length));
  return below === null ? null : { page, below, query: url.searchParams };
}

/** @returns null when they are too many, or not what percent-encoding gives */
function segments(path: string): readonly string[] | null {
  if (path === '') return [];
  const parts = path.slice(0, -1).split('/', DEEPEST + 1);
  if (parts.length > DEEPEST) return null;
  try {
    return parts.map((part) => decodeURIComponent(part));
  } catch {
    return null;
  }
}

/** Whether an address lacks nothing but its last `/`. */
export const lacksSlash = (pathname: string): boolean =>
  !pathname.endsWith('/') && findPage(`${pathname}/`) !== null;
