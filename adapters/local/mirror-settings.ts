import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import { lessonPath } from '../../core/mirror/lesson-path.ts';
import type { LessonSet } from '../../app/mirror/ports.ts';

/** The optional file in which the owner of a folder of lessons describes them. */
export const SETTINGS_FILE = 'preau-lessons.yaml';

const text = z.string().trim().min(1).max(500);

const Settings = z.strictObject({
  title: text.optional(),
  licence: text.optional(),
  attribution: text.optional(),
  aliases: z.record(z.string().startsWith('/').max(2_000), z.string().max(1_000)).default({}),
  exclude: z.array(z.string().min(1).max(1_000)).max(1_000).default([]),
});

/**
 * Read what the owners say of the lessons, for the folder and for each folder in it; nothing said
 * is fine.
 *
 * @returns the root's own set first, then those of its folders that have one
 * @throws PreauError `mirror-source-unreadable` with each fault and what was expected
 */
export async function readLessonSets(folder: string): Promise<readonly LessonSet[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const root: LessonSet = { folder: '/', ...((await readSettings(folder, '')) ?? NOTHING_SAID) };
  const found: LessonSet[] = [root];
  for (const name of names.toSorted().slice(0, MAX_SETS)) {
    const settings = lessonPath(name).kind === 'path' ? await readSettings(folder, name) : null;
    if (settings !== null) found.push({ folder: `/${name.normalize('NFC')}/`, ...settings });
  }
  return found;
}

const NOTHING_SAID = { aliases: {}, exclude: [] };

/** Folders looked into for settings of their own. Chosen. */
const MAX_SETS = 500;

async function readSettings(root: string, name: string): Promise<z.infer<typeof Settings> | null> {
  const path = join(root, name, SETTINGS_FILE);
  const isFile = await lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return null;
  const source = await readFile(path, 'utf8');
  const where = name === '' ? SETTINGS_FILE : `${name}/${SETTINGS_FILE}`;
  const result = Settings.safeParse(parseYaml(source, where) ?? {});
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw unreadable(where, faults.join('; '));
}

function parseYaml(source: string, where: string): unknown {
  try {
    return parse(source.slice(0, 1_000_000), { maxAliasCount: 50, logLevel: 'silent' });
  } catch (error) {
    throw unreadable(where, error instanceof Error ? error.message : String(error), error);
  }
}

function unreadable(where: string, what: string, cause?: unknown): PreauError {
  return new PreauError(
    'mirror-source-unreadable',
    `${where}: expected title, licence, attribution, aliases and exclude, got ${what}; correct the file or remove it`,
    { cause },
  );
}
