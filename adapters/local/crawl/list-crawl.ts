import { hash } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { treatmentOf } from '../../../app/mirror/file-types.ts';
import type { LeftOut, LessonFile } from '../../../app/mirror/ports.ts';
import { contentKind } from '../../../core/mirror/crawl/content-type.ts';
import { crawlAddress } from '../../../core/mirror/crawl/crawl-address.ts';
import { nameFiles } from '../../../core/mirror/crawl/name-files.ts';
import { type CrawlScope, isPersonal } from '../../../core/mirror/crawl/scope.ts';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import { epochMs } from '../../../core/units.ts';
import { crawlAliases } from './crawl-aliases.ts';
import { addLeftOut, MAX_LEFT_OUT } from './crawl-left-out.ts';
import { crawlMeta } from './crawl-tables.ts';

/** What a store holds, under the names that the mirror gives it. */
export interface CrawlListing {
  readonly files: readonly LessonFile[];
  readonly leftOut: readonly LeftOut[];
  /** Every original address that leads to one of `files`, by request target. */
  readonly aliases: { readonly [original: string]: string };
  /** What stands under the name of a file. */
  readonly contents: ReadonlyMap<string, CrawlContent>;
  /** Names without port: absolute links to them stay on the mirror. */
  readonly hosts: readonly string[];
}

export interface CrawlContent {
  readonly sha: string;
  /** What its relative links are to be read against, where its name on the mirror would mislead them. */
  readonly base: string | null;
  /** As it was sent. */
  readonly charset: string | null;
}

type Row = Record<string, SQLOutputValue>;

interface Item {
  readonly id: number;
  readonly url: string;
  readonly host: string;
  readonly address: string;
  readonly isPage: boolean;
  readonly type: string;
  readonly charset: string | null;
  readonly sha: string;
  readonly size: number;
  readonly at: number;
  readonly base: string | null;
}

/** From here on one bare content under many addresses is no lesson. */
const SAME_BARE = 3;

/** List a store. Addresses of other hosts than the platform's stand in a folder of their name. */
export function listCrawl(database: DatabaseSync): CrawlListing {
  const hosts = hostsOf(database);
  const leftOut: LeftOut[] = [];
  const items = readItems(database, hosts, leftOut);
  const names = nameFiles(
    items.map(({ address, host, isPage, type, url }) => ({
      address,
      folder: host === hosts[0] ? '' : `${host.replace(':', '_')}/`,
      type: isPage ? 'text/html' : type,
      mark: hash('sha256', url).slice(0, 8),
    })),
  );
  const files: LessonFile[] = [];
  const contents = new Map<string, CrawlContent>();
  const nameOf = new Map<number, string>();
  for (const [index, item] of items.entries()) {
    const name = names[index] ?? '';
    const place = lessonPath(name);
    const treatment = treatmentOf(name);
    const leave = (reason: string): void => void leftOut.push({ name: item.url, reason });
    if (place.kind === 'refused') leave(place.reason);
    else if (treatment.kind === 'leave-out') leave(treatment.reason);
    else {
      const { sha, url, size, at, charset } = item;
      const base = baseOf(item, name);
      contents.set(name, { sha, base, charset });
      nameOf.set(item.id, name);
      // What gets other links is written anew.
      const read = base === null ? charset : 'utf-8';
      files.push({
        name,
        path: place.path,
        sizeBytes: size,
        ...(read !== null && { charset: read }),
        from: { url, at: epochMs(at) },
        // Links that are written out in full are other bytes.
        mark: base === null ? sha : `${sha} ${base}`,
      });
    }
  }
  const aliases = crawlAliases(database, items, nameOf, hosts, leftOut);
  addLeftOut(database, leftOut);
  return {
    files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    leftOut: leftOut.slice(0, MAX_LEFT_OUT),
    aliases,
    contents,
    hosts: [
      ...new Set([...hosts, ...otherNames(database)].map((host) => host.replace(/:\d+$/, ''))),
    ],
  };
}

/** Relative links hold as long as a page stays in its folder, unless it said otherwise itself. */
function baseOf({ isPage, base, address, url }: Item, name: string): string | null {
  if (!isPage) return null;
  const [path = ''] = address.split('?', 1);
  const isMoved =
    path.slice(0, path.lastIndexOf('/')) !== `/${name}`.slice(0, name.lastIndexOf('/') + 1);
  return base ?? (isMoved ? url : null);
}

const hostsOf = (database: DatabaseSync): readonly string[] =>
  JSON.parse(crawlMeta(database).get('hosts') ?? '[]') as readonly string[];

type Shown = Pick<CrawlScope, 'include' | 'starts' | 'isMember'>;

const shownOf = (database: DatabaseSync): Shown =>
  JSON.parse(
    crawlMeta(database).get('shown') ?? '{"include":[],"starts":[],"isMember":false}',
  ) as Shown;

const otherNames = (database: DatabaseSync): readonly string[] =>
  JSON.parse(crawlMeta(database).get('otherNames') ?? '[]') as readonly string[];

/** The platform's own host first, then as the scope names them; by address within. */
function readItems(
  database: DatabaseSync,
  hosts: readonly string[],
  leftOut: LeftOut[],
): readonly Item[] {
  const items: Item[] = [];
  const known = new Set<string>();
  const rows = database.prepare(
    "SELECT id, key, url, asset, outcome, type, sha, size, at, base, bare FROM address WHERE outcome IN ('page', 'file') AND sha IS NOT NULL ORDER BY key",
  );
  const bare = bareContents(database);
  const shown = shownOf(database);
  for (const row of rows.iterate()) {
    const item = itemOf(row);
    if (item === null) continue;
    const place = item.host + item.address;
    const leave = (reason: string): void => void leftOut.push({ name: item.url, reason });
    // A start that was read for its links alone, or what an earlier round fetched under other rules.
    if (isPersonal(shown, item.address)) leave('personal');
    else if (item.isPage && row['asset'] === 1) leave('wrong-type');
    else if (item.isPage && row['bare'] === 1 && bare.has(item.sha)) leave('login-page');
    // By http and by https it is one address.
    else if (known.has(place)) leave('name-taken');
    else {
      known.add(place);
      items.push(item);
    }
  }
  const rank = ({ host }: Item): number => hosts.indexOf(host);
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** Read anew: an older Préau may have written more of an address down than is shown of it now. */
function itemOf(row: Row): Item | null {
  const before = String(row['url']);
  const read = crawlAddress(before, before);
  if (read === null) return null;
  const { url, host, address } = read;
  const { type, charset } = contentKind(String(row['type'] ?? ''));
  return {
    id: Number(row['id']),
    url,
    host,
    address,
    isPage: row['outcome'] === 'page',
    type,
    charset,
    sha: String(row['sha']),
    size: Number(row['size']),
    at: Number(row['at']),
    base: typeof row['base'] === 'string' ? row['base'] : null,
  };
}

/** A login page under a 200, or an empty shell, comes under address after address. */
const bareContents = (database: DatabaseSync): ReadonlySet<string> =>
  new Set(
    database
      .prepare(
        "SELECT sha FROM address WHERE outcome = 'page' AND bare = 1 GROUP BY sha HAVING count(*) > ?",
      )
      .all(SAME_BARE)
      .map((row) => String(row['sha'])),
  );
