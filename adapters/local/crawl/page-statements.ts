import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { StatedRights } from '../../../app/mirror/ports.ts';
import { pageRights } from '../lessons/package/page-rights.ts';
import { sourceEdition } from '../source-edition.ts';
import { transaction } from '../sqlite.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';

/** A page of a crawl's store, by what it holds. */
export interface StoredPage {
  readonly sha: string;
  readonly charset: string | undefined;
  readonly read: () => Uint8Array | null;
}

const schema = z.strictObject({
  /** Absent for a page that states nothing. */
  rights: z.strictObject({ kind: z.enum(['open', 'reserved']), said: z.string() }).exactOptional(),
});

/** Whatever has a say in what a page is taken to state. */
const edition = (): string =>
  sourceEdition(
    ['adapters/local/lessons/package'],
    ['app/mirror/decode-text.ts', 'app/mirror/stated-charset.ts', 'package.json'],
  );

/**
 * What each page states of its rights. A page is read for it once: the answer is kept in the store,
 * for as long as the page has the same content and is read by the same rules.
 *
 * @returns in the order of the pages
 */
export function pageStatements(
  database: DatabaseSync,
  pages: readonly StoredPage[],
): readonly (StatedRights | undefined)[] {
  const rules = edition();
  const find = database.prepare(
    'SELECT rights FROM stated WHERE sha = ? AND charset = ? AND rules = ?',
  );
  const fresh: (readonly [sha: string, charset: string, rights: string])[] = [];
  const found = pages.map(({ sha, charset, read }) => {
    const known = parsed(find.get(sha, charset ?? '', rules)?.['rights']);
    if (known !== null) return known.rights;
    const bytes = read();
    const rights = bytes === null ? undefined : pageRights(decodeText(bytes, charset));
    if (bytes !== null) fresh.push([sha, charset ?? '', JSON.stringify({ rights })]);
    return rights;
  });
  keep(database, rules, fresh);
  return found;
}

/** @returns null where nothing is kept, or nothing that can be read */
function parsed(kept: unknown): { readonly rights?: StatedRights } | null {
  if (typeof kept !== 'string') return null;
  try {
    return schema.safeParse(parseForeignJson(kept)).data ?? null;
  } catch {
    return null;
  }
}

/** A store that cannot be written costs time and nothing else. */
function keep(
  database: DatabaseSync,
  rules: string,
  fresh: readonly (readonly [string, string, string])[],
): void {
  if (fresh.length === 0) return;
  const add = database.prepare('INSERT OR REPLACE INTO stated VALUES (?, ?, ?, ?)');
  try {
    transaction(database, () => {
      for (const [sha, charset, rights] of fresh) add.run(sha, charset, rules, rights);
      database
        .prepare(
          'DELETE FROM stated WHERE rules <> ? OR sha NOT IN (SELECT sha FROM address WHERE sha IS NOT NULL)',
        )
        .run(rules);
    });
  } catch {
    // The next build reads them again.
  }
}
