import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { record } from './directory-fixtures.ts';

/** A directory as version 1 wrote it: one school with a mail, a number and a volunteer. */
export function writeOldDirectory(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE school (uai TEXT PRIMARY KEY, department TEXT NOT NULL, school TEXT NOT NULL,
      digest TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE INDEX school_department ON school (department, gone);
    CREATE TABLE contact (uai TEXT NOT NULL, list TEXT NOT NULL, role TEXT NOT NULL,
      channel TEXT NOT NULL, address TEXT NOT NULL, language TEXT NOT NULL,
      PRIMARY KEY (uai, list, role, channel, address)) STRICT;
    CREATE INDEX contact_list ON contact (list);
    CREATE TABLE phone (uai TEXT NOT NULL, number TEXT NOT NULL, line TEXT NOT NULL,
      PRIMARY KEY (uai, number)) STRICT;
    PRAGMA user_version = 1`);
  const { school } = record(1);
  database
    .prepare('INSERT INTO school VALUES (?, ?, ?, ?, 0)')
    .run(school.uai, school.department, JSON.stringify(school), '');
  database.exec(`
    INSERT INTO contact VALUES ('${school.uai}', '', 'office', 'mail', 'e1@b.example', 'fr'),
      ('${school.uai}', 'a.csv', 'head', 'sms', '+1', 'fr');
    INSERT INTO phone VALUES ('${school.uai}', '+33536499286', 'landline')`);
  database.close();
}
