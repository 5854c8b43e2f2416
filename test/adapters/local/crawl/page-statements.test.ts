// Goal: a page of a crawl is read for its rights once, and what is kept of it is never another page's.
// Method: a store of its own, and pages that count how often they are read.
import { mkdtempSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCrawlTables } from '../../../../adapters/local/crawl/crawl-tables.ts';
import { pageStatements } from '../../../../adapters/local/crawl/page-statements.ts';

let folder = '';
let database: DatabaseSync;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-stated-'));
  database = openCrawlTables(folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const RESERVED = '<meta name="rights" content="Tous droits réservés">';
const OPEN = '<meta name="rights" content="CC BY-SA 4.0">';

/** Ask of some pages, by what each holds. @returns the kinds of what they state, and how many were read */
function ask(...pages: readonly { readonly sha: string; readonly html: string | null }[]) {
  let read = 0;
  const stated = pageStatements(
    database,
    pages.map(({ sha, html }) => ({
      sha,
      charset: undefined,
      read: () => {
        read += 1;
        return html === null ? null : new TextEncoder().encode(html);
      },
    })),
  );
  return { kinds: stated.map((rights) => rights?.kind), read };
}

/** The pages that a round has met: of others nothing is kept. */
const meet = (sha: string): void =>
  void database
    .prepare(
      `INSERT INTO address (key, url, origin, asset, depth, hops, lastmod, round, state, seq, tries, sha)
       VALUES (?, '', '', 0, 0, 0, '', 1, 4, 0, 0, ?)`,
    )
    .run(sha, sha);

describe('what a page states of its rights', () => {
  const three = [
    { sha: 'a', html: RESERVED },
    { sha: 'b', html: OPEN },
    { sha: 'c', html: '<p>Rien</p>' },
  ] as const;
  const kinds = ['reserved', 'open', undefined];

  it('is read once', () => {
    for (const { sha } of three) meet(sha);
    expect([ask(...three), ask(...three)]).toEqual([
      { kinds, read: 3 },
      { kinds, read: 0 },
    ]);
  });

  it.each([
    ['the rules are others', "UPDATE stated SET rules = 'before'"],
    ['what was kept is broken', "UPDATE stated SET rights = '{'"],
    ['what was kept is something else', `UPDATE stated SET rights = '{"rights":{"kind":"free"}}'`],
  ])('is read again where %s', (_, change) => {
    for (const { sha } of three) meet(sha);
    ask(...three);
    database.exec(change);
    expect(ask(...three)).toEqual({ kinds, read: 3 });
  });

  it('is asked for again where the page could not be read', () => {
    meet('a');
    expect(ask({ sha: 'a', html: null })).toEqual({ kinds: [undefined], read: 1 });
    expect(ask({ sha: 'a', html: RESERVED })).toEqual({ kinds: ['reserved'], read: 1 });
  });

  it('is kept of the pages that are there alone', () => {
    for (const { sha } of three) meet(sha);
    ask(...three);
    database.exec("DELETE FROM address WHERE sha <> 'a'");
    meet('d');
    ask({ sha: 'd', html: OPEN });
    const rows = database.prepare('SELECT sha FROM stated ORDER BY sha').all();
    expect(rows.map(({ sha }) => sha)).toEqual(['a', 'd']);
  });
});
