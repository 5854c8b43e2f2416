import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../../../core/units.ts';

/** What an address turned out to be. */
export type Outcome =
  | {
      readonly kind: 'page' | 'file';
      /** Content type, with its charset at most; no type where only the name says it. */
      readonly type: string;
      readonly sha: string;
      readonly size: number;
      readonly etag: string | null;
      readonly modified: string | null;
      /** What the page's links are relative to, where that is not its own address. */
      readonly base: string | null;
      /** Next to no text, or a password asked for: many such pages of one content are no lessons. */
      readonly isBare: boolean;
      /** As `Frontier.meet` numbers them. */
      readonly links: readonly number[];
    }
  /** `target` as numbered by `Frontier.meet`. */
  | { readonly kind: 'redirect'; readonly target: number }
  | { readonly kind: 'left-out'; readonly reason: string };

/** Where what was fetched is written down. Each call belongs into its caller's transaction. */
export interface Results {
  settle(id: number, outcome: Outcome, at: EpochMs): { readonly isAsset: boolean };
  /** Not changed since. @returns its links; null where they are not known, and the page is to be read */
  unchanged(
    id: number,
    at: EpochMs,
  ): { readonly isAsset: boolean; readonly links: readonly number[] | null };
  /** The links of a page that has not changed, read anew. */
  setLinks(id: number, links: readonly number[]): void;
  /** It could not be had now. @returns true when the copy of an earlier round stays */
  failed(id: number, reason: string): boolean;
  /** Leave out all that still waits, or its pages alone; copies of an earlier round stay. */
  closeRest(reason: string, which: 'pages' | 'all'): void;
  /** Count what a page links to and no crawl may follow. */
  refuse(reason: string, pattern: string, example: string): void;
  isNeeded(sha: string): boolean;
}

export function results(database: DatabaseSync): Results {
  const sql = (text: string) => database.prepare(text);
  const settled = sql(
    `UPDATE address SET state = 4, outcome = ?, reason = ?, type = ?, sha = ?, size = ?, at = ?, etag = ?,
       modified = ?, target = ?, base = ?, bare = ?, links = ? WHERE id = ? RETURNING asset`,
  );
  const unchanged = sql('UPDATE address SET state = 4, at = ? WHERE id = ? RETURNING asset, links');
  const setLinks = sql('UPDATE address SET links = ? WHERE id = ?');
  const rest = `state = 4, outcome = CASE WHEN sha IS NULL THEN 'left-out' ELSE outcome END,
    reason = CASE WHEN sha IS NULL THEN ? ELSE reason END`;
  const failed = sql(`UPDATE address SET ${rest} WHERE id = ? RETURNING sha`);
  const closeAll = sql(`UPDATE address SET ${rest} WHERE state IN (1, 2)`);
  const closePages = sql(`UPDATE address SET ${rest} WHERE state IN (1, 2) AND asset = 0`);
  const refuse = sql(
    'INSERT INTO refused VALUES (?, ?, ?, 1) ON CONFLICT (reason, pattern) DO UPDATE SET n = n + 1',
  );
  const needed = sql('SELECT 1 FROM address WHERE sha = ? LIMIT 1');
  return {
    settle: (id, outcome, at) => {
      const row = settled.get(...columns(outcome, at), id);
      return { isAsset: Number(row?.['asset']) === 1 };
    },
    unchanged: (id, at) => {
      const row = unchanged.get(at, id);
      const links = row?.['links'];
      return {
        isAsset: Number(row?.['asset']) === 1,
        links: typeof links === 'string' ? (JSON.parse(links) as readonly number[]) : null,
      };
    },
    setLinks: (id, links) => void setLinks.run(JSON.stringify(links), id),
    failed: (id, reason) => failed.get(reason, id)?.['sha'] !== null,
    closeRest: (reason, which) => void (which === 'all' ? closeAll : closePages).run(reason),
    refuse: (reason, pattern, example) => void refuse.run(reason, pattern, example),
    isNeeded: (sha) => needed.get(sha) !== undefined,
  };
}

function columns(outcome: Outcome, at: EpochMs) {
  const nothing = [null, null, 0, at, null, null] as const;
  switch (outcome.kind) {
    case 'redirect':
      return ['redirect', null, ...nothing, Math.abs(outcome.target), null, 0, null] as const;
    case 'left-out':
      return ['left-out', outcome.reason, ...nothing, null, null, 0, null] as const;
    case 'page':
    case 'file': {
      const { kind, type, sha, size, etag, modified, base, isBare, links } = outcome;
      const known = [kind, null, type, sha, size, at, etag, modified, null] as const;
      return [...known, base, Number(isBare), JSON.stringify(links)] as const;
    }
  }
}
