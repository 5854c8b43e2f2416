import { decodeText } from '../../../app/mirror/decode-text.ts';
import { treatmentOf } from '../../../app/mirror/file-types.ts';
import type { LessonFile } from '../../../app/mirror/ports.ts';
import { namesAccount } from '../../../core/mirror/crawl/account-names.ts';
import type { SiteLink } from '../../../core/mirror/site-link.ts';
import { cleanPage } from '../mirror/page.ts';
import { mirrorWords } from '../mirror/words.ts';
import type { CrawlListing } from './list-crawl.ts';

/** Pages looked at before others have their turn. Chosen. */
const AT_ONCE = 20;

/**
 * Leave out what still names the account that a site was visited with, once a page is cleaned: a mirror is
 * public, and is no place to read who lent a session. Pages and other text are read; pictures and documents
 * are not.
 */
export async function withoutAccount(
  listing: CrawlListing,
  names: readonly string[],
  read: (file: LessonFile) => Uint8Array | null,
): Promise<CrawlListing> {
  if (names.length === 0) return listing;
  const told = new Set<string>();
  for (const [index, file] of listing.files.entries()) {
    if (saysName(file, { names, hosts: listing.hosts }, read)) told.add(file.name);
    if (index % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const leftOut = listing.files
    .filter(({ name }) => told.has(name))
    .map(({ name, from }) => ({ name: from?.url ?? name, reason: 'names-the-account' }));
  const aliases = Object.entries(listing.aliases).filter(
    ([original, name]) => !told.has(name) && !namesAccount(names, readable(original)),
  );
  return {
    ...listing,
    files: listing.files.filter(({ name }) => !told.has(name)),
    leftOut: [...leftOut, ...listing.leftOut],
    aliases: Object.fromEntries(aliases),
  };
}

interface Wanted {
  readonly names: readonly string[];
  /** The site's own: what a link to them says is looked at where it leads. */
  readonly hosts: readonly string[];
}

function saysName(
  file: LessonFile,
  wanted: Wanted,
  read: (file: LessonFile) => Uint8Array | null,
): boolean {
  const { names } = wanted;
  if (namesAccount(names, readable(file.name))) return true;
  if (namesAccount(names, readable(file.from?.url ?? ''))) return true;
  const isPage = treatmentOf(file.name).kind === 'html';
  if (!isPage && !TEXTS.test(file.name)) return false;
  const bytes = read(file);
  if (bytes === null) return false;
  const text = decodeText(bytes, file.charset);
  return isPage ? pageSaysName(text, wanted) : namesAccount(names, text);
}

const TEXTS = /\.(csv|md|markdown|py|sql|svg|tex|txt)$/i;

/** What is no page that can be read is left out by the build. */
function pageSaysName(html: string, { names, hosts }: Wanted): boolean {
  const judge = (href: string): SiteLink =>
    leadsAway(href, hosts) ? { kind: 'external', href } : { kind: 'internal', href: '' };
  const page = cleanPage(html, judge, mirrorWords('fr'));
  if (page === null) return false;
  // A name may go on in another element, with nothing between the two or a blank.
  const plain = ['', ' '].map((between) => withoutEntities(page.body.replace(/<[^>]*>/g, between)));
  const shown = [page.title ?? '', page.text, readable(withoutEntities(page.body)), ...plain];
  return shown.some((text) => namesAccount(names, text));
}

function leadsAway(href: string, hosts: readonly string[]): boolean {
  const url = URL.parse(href, 'relative://here/');
  return url !== null && url.protocol !== 'relative:' && !hosts.includes(url.hostname);
}

/** Of what the cleaner writes: the five signs of HTML. */
const withoutEntities = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');

/** An address as people read it. What is broken stays as it is. */
const readable = (address: string): string =>
  address.replace(/(?:%[0-9a-f]{2})+/gi, (coded) => {
    try {
      return decodeURIComponent(coded);
    } catch {
      return coded;
    }
  });
