import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What a frontier asks of its tables, prepared once. */
export interface FrontierStatements {
  readonly byKey: StatementSync;
  readonly byId: StatementSync;
  readonly add: StatementSync;
  readonly renew: StatementSync;
  readonly nearer: StatementSync;
  readonly asPage: StatementSync;
  readonly level: StatementSync;
  readonly candidates: StatementSync;
  readonly queue: StatementSync;
  readonly refuse: StatementSync;
  readonly count: StatementSync;
  readonly take: StatementSync;
  readonly giveBack: StatementSync;
  readonly retry: StatementSync;
  readonly origins: StatementSync;
  readonly any: StatementSync;
  readonly page: StatementSync;
}

export function frontierStatements(database: DatabaseSync): FrontierStatements {
  const sql = (text: string): StatementSync => database.prepare(text);
  const found = 'SELECT id, origin, round, state, asset FROM address';
  return {
    byKey: sql(`${found} WHERE key = ?`),
    byId: sql(`${found} WHERE id = ?`),
    add: sql(
      `INSERT INTO address (key, url, origin, asset, depth, hops, lastmod, round, state, seq, tries)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING id`,
    ),
    renew: sql(
      `UPDATE address SET asset = ?, depth = ?, hops = ?, lastmod = ?, round = ?, state = ?, seq = ?, tries = 0
       WHERE id = ?`,
    ),
    nearer: sql('UPDATE address SET depth = ? WHERE id = ? AND depth > ?'),
    // What was taken for a picture and is a page has links that nobody has read yet.
    asPage: sql(
      `UPDATE address SET asset = 0, depth = ?, state = CASE WHEN state = 4 AND outcome = 'page' THEN 1 ELSE state END
       WHERE id = ?`,
    ),
    level: sql('SELECT min(depth) AS depth FROM address WHERE state = 1'),
    candidates: sql(
      'SELECT id, key FROM address WHERE state = 1 AND depth = ? ORDER BY lastmod DESC, key LIMIT ?',
    ),
    queue: sql('UPDATE address SET state = 2, seq = ? WHERE id = ?'),
    refuse: sql(
      "UPDATE address SET state = 4, outcome = 'left-out', reason = ?, sha = NULL, links = NULL WHERE id = ?",
    ),
    count: sql(
      `INSERT INTO pattern VALUES (?, ?, 1) ON CONFLICT (pattern)
       DO UPDATE SET n = CASE WHEN round = ? THEN n + 1 ELSE 1 END, round = excluded.round RETURNING n`,
    ),
    take: sql(
      `UPDATE address SET state = 3 WHERE id IN (
         SELECT id FROM address WHERE state = 2 AND origin = ? ORDER BY asset, tries, seq LIMIT ?)
       RETURNING id, url, asset, depth, hops, tries, seq, sha, size, etag, modified`,
    ),
    giveBack: sql('UPDATE address SET state = 2 WHERE id = ?'),
    origins: sql('SELECT DISTINCT origin FROM address WHERE round = ?'),
    any: sql('SELECT 1 FROM address WHERE state = 2 LIMIT 1'),
    page: sql('SELECT 1 FROM address WHERE state = 2 AND origin = ? AND asset = 0 LIMIT 1'),
    retry: sql('UPDATE address SET state = 2, tries = tries + 1 WHERE id = ?'),
  };
}
