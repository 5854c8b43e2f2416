import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, parseDocument, type YAMLSeq } from 'yaml';
import type { RightsDecision } from '../../../app/mirror/ports.ts';
import { parseLessonSettings, SETTINGS_FILE } from './lesson-settings-text.ts';
import { settingsBeside } from './settings-beside.ts';

/**
 * Add an owner's decisions to what is said of their lessons: in the folder, or beside the package.
 * What else the file says stays as it is, comments too; an earlier word on an item stays above.
 *
 * @returns the file
 * @throws PreauError `mirror-source-unreadable` when the file was wrong before
 */
export async function recordRights(
  place: string,
  decisions: readonly RightsDecision[],
): Promise<string> {
  const path = await settingsFile(place);
  const before = await readFile(path, 'utf8').catch(() => '');
  parseLessonSettings(before, path);
  const document = parseDocument(before);
  const rights = sequenceOf(document);
  for (const decision of decisions) rights.add(document.createNode(decision));
  const text = document.toString();
  parseLessonSettings(text, path);
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  return path;
}

/** Where the owner's words on these lessons stand. */
export async function settingsFile(place: string): Promise<string> {
  const isFolder = (await stat(place).catch(() => null))?.isDirectory() ?? false;
  return isFolder ? join(place, SETTINGS_FILE) : settingsBeside(place);
}

function sequenceOf(document: Document): YAMLSeq {
  if (!document.has('rights')) document.set('rights', document.createNode([]));
  return document.get('rights') as YAMLSeq;
}
