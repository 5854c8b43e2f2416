import type { DatabaseSync } from 'node:sqlite';
import type { AttachmentTable } from '../../app/schools/school-store.ts';
import type { Replaced } from './directory-lists.ts';

/** What a table no longer holds is removed, as with a list of contacts. */
export function replaceTable(
  database: DatabaseSync,
  { name, attachments }: AttachmentTable,
): Replaced {
  const before = new Set(
    database
      .prepare('SELECT uai, platform FROM attachment WHERE list = ?')
      .all(name)
      .map((row) => `${String(row['uai'])} ${String(row['platform'])}`),
  );
  const after = new Set(attachments.map(({ uai, platform }) => `${uai} ${platform}`));
  database.prepare('DELETE FROM attachment WHERE list = ?').run(name);
  const add = database.prepare('INSERT INTO attachment (uai, list, platform) VALUES (?, ?, ?)');
  for (const { uai, platform } of attachments) add.run(uai, name, platform);
  return {
    added: [...after].filter((key) => !before.has(key)).length,
    removed: [...before].filter((key) => !after.has(key)).length,
  };
}
