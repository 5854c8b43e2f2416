import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../http/answer.ts';

/**
 * The console's own scripts by their addresses, read once: small files that change with a release
 * only.
 *
 * @param folder that holds them
 * @param names the files, each answered at its own name
 */
export const consoleScripts = (
  folder: string,
  names: readonly string[],
): ReadonlyMap<string, Answer> =>
  new Map(
    names.map((name) => [
      `/${name}`,
      {
        status: 200,
        type: 'text/javascript; charset=utf-8',
        body: readFileSync(join(folder, name)),
        headers: { 'cache-control': 'no-cache' },
      },
    ]),
  );
