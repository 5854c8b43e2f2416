import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';

/**
 * Read a small JSON file that is good, or make it: whole or not at all, and made once even when
 * several processes try at the same time (the first one's stands). Only its owner may read it.
 *
 * @param isGood whether what stands in the file may be used; a file that may not is replaced
 */
export async function keepFirst<T>(
  path: string,
  isGood: (value: unknown) => value is T,
  make: () => Promise<T>,
): Promise<T> {
  const standing = await readGood(path, isGood);
  if (standing.kind === 'good') return standing.value;

  const fresh = await make();
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
  if (standing.kind === 'bad') {
    await rename(draft, path);
    return fresh;
  }
  try {
    await link(draft, path);
    return fresh;
  } catch {
    const other = await readGood(path, isGood);
    if (other.kind === 'good') return other.value;
    await writeFile(path, JSON.stringify(fresh), { mode: 0o600 });
    return fresh;
  } finally {
    await unlink(draft);
  }
}

type Standing<T> = { readonly kind: 'good'; readonly value: T } | { readonly kind: 'bad' | 'none' };

async function readGood<T>(
  path: string,
  isGood: (value: unknown) => value is T,
): Promise<Standing<T>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isGood(value) ? { kind: 'good', value } : { kind: 'bad' };
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { kind: absent ? 'none' : 'bad' };
  }
}
