import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** How two folders lie to each other, whatever links lead there. */
export type FoldersLie = 'apart' | 'same' | 'inside' | 'around';

/**
 * Say how one folder lies to another. Neither need be there.
 *
 * @returns `inside` when `one` lies in `other`, `around` when `other` lies in `one`
 */
export async function howFoldersLie(one: string, other: string): Promise<FoldersLie> {
  const [a, b] = await Promise.all([trueName(one), trueName(other)]);
  if (a === b) return 'same';
  if (a.startsWith(withSlash(b))) return 'inside';
  return b.startsWith(withSlash(a)) ? 'around' : 'apart';
}

const withSlash = (path: string): string => (path.endsWith(sep) ? path : path + sep);

/** As the system knows it, as far as it is there. */
async function trueName(path: string): Promise<string> {
  const whole = resolve(path);
  const known = await realpath(whole).catch(() => null);
  if (known !== null) return known;
  const holder = dirname(whole);
  return holder === whole ? whole : join(await trueName(holder), basename(whole));
}
