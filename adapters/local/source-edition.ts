import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Names a part of Préau as it is: any change of it gives another name. Of its files' own bytes, so
 * that nobody has to think of raising a number.
 *
 * @param folders whose files of TypeScript count, with those in folders below
 * @param files that count besides; both as the project's root has them
 */
export function sourceEdition(folders: readonly string[], files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of [...folders.flatMap(sourcesIn), ...files])
    hash.update(`${name}\n`).update(readFileSync(join(ROOT, name)));
  return hash.digest('hex');
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(folder, name));
