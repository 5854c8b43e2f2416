import type { DatabaseSync } from 'node:sqlite';
import type { LeftOut } from '../../../app/mirror/ports.ts';
import { crawlAddress } from '../../../core/mirror/crawl/crawl-address.ts';
import { answersItself } from '../../../core/mirror/crawl/name-files.ts';
import { redirectEnd } from '../../../core/mirror/crawl/redirect-chain.ts';

/** Each address that was fetched or redirected, to the file that answers it now. */
export function crawlAliases(
  database: DatabaseSync,
  items: readonly { readonly id: number; readonly url: string }[],
  nameOf: ReadonlyMap<number, string>,
  hosts: readonly string[],
  leftOut: LeftOut[],
): { readonly [original: string]: string } {
  const aliases = new Map<string, string>();
  const add = (from: string, name: string): void => {
    // As it is shown now: an older Préau may have written more of it down.
    const url = crawlAddress(from, from)?.url;
    if (url === undefined) return;
    const { pathname, search } = new URL(url);
    const target = pathname + search;
    if (!aliases.has(target) && !answersItself(target, name)) aliases.set(target, name);
  };
  for (const { id, url } of items) {
    const name = nameOf.get(id);
    if (name !== undefined) add(url, name);
  }
  const targetOf = database.prepare('SELECT target FROM address WHERE id = ?');
  const next = (id: number): number | null => {
    const target = targetOf.get(id)?.['target'];
    return typeof target === 'number' ? target : null;
  };
  const redirects = database.prepare(
    "SELECT id, url FROM address WHERE outcome = 'redirect' ORDER BY key",
  );
  const rank = (url: string): number => hosts.indexOf(new URL(url).host);
  const all = redirects.all().map((row) => ({ id: Number(row['id']), url: String(row['url']) }));
  for (const { id, url } of all.toSorted((a, b) => rank(a.url) - rank(b.url))) {
    const end = redirectEnd(id, next);
    const name = end === null ? undefined : nameOf.get(end);
    if (end === null) leftOut.push({ name: url, reason: 'redirect-circle' });
    else if (name !== undefined) add(url, name);
  }
  return Object.fromEntries(aliases);
}
