import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { KnownSchool } from '../../app/notices/people-tasks.ts';
import { PreauError } from '../../core/errors.ts';
import type { School } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';
import { readPhones } from './directory-phones.ts';

export interface DirectoryLookup {
  /** @returns null for a school that is not in it, and for anything that is no UAI */
  readonly find: (uai: string) => KnownSchool | null;
  close(): void;
}

/**
 * Look schools up in a directory, beside whoever writes it. Where there is none, nothing is known.
 *
 * @param path of the directory's own file
 * @throws PreauError `store-unavailable` when it is there and cannot be read
 */
export function openDirectoryLookup(path: string): DirectoryLookup {
  if (!existsSync(path)) return { find: () => null, close: () => undefined };
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const find = database.prepare('SELECT school FROM school WHERE uai = ?');
    return {
      find: (uai) => {
        const row = find.get(uai);
        if (row === undefined) return null;
        const { name, commune } = JSON.parse(String(row['school'])) as School;
        const phones = readPhones(database, uai as Uai).map(({ number }): string => number);
        return { name, commune, phones };
      },
      close: () => database.close(),
    };
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `expected to read the directory ${path}, got: ${String(cause)}; import the schools again, or put the file back from a backup`,
      { cause, said: { key: 'directory.lost', values: { path, why: String(cause) } } },
    );
  }
}
