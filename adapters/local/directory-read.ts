import type { DatabaseSync } from 'node:sqlite';
import type { Directory, SchoolWithContacts } from '../../app/ports.ts';
import type { Platform } from '../../core/platform.ts';
import { serves } from '../../core/school/attach.ts';
import { readSchoolsAfter } from './directory-rows.ts';

/** In UAI order, a page at a time: an import between two pages is no harm. */
export async function* schoolsOf(
  database: DatabaseSync,
  platform: Platform,
): AsyncGenerator<SchoolWithContacts> {
  for (let after = ''; ; ) {
    const page = readSchoolsAfter(database, after);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { school, contacts, platforms } of page) {
      if (serves(platform, school, platforms)) yield { school, contacts };
    }
    after = last.school.uai;
  }
}

/** Establishments that are open, and the distinct addresses of their contacts. */
export function countDirectory(database: DatabaseSync): Awaited<ReturnType<Directory['count']>> {
  const row = database
    .prepare(
      `SELECT (SELECT count(*) FROM school WHERE gone = 0) AS schools,
              count(DISTINCT CASE channel WHEN 'mail' THEN address END) AS mails,
              count(DISTINCT CASE channel WHEN 'sms' THEN address END) AS mobiles
       FROM contact WHERE uai IN (SELECT uai FROM school WHERE gone = 0)`,
    )
    .get();
  const numberOf = (column: string) => Number(row?.[column] ?? 0);
  return {
    schools: numberOf('schools'),
    mails: numberOf('mails'),
    mobiles: numberOf('mobiles'),
  };
}
