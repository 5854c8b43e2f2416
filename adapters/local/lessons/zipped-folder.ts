import type { LessonFile, LessonSet, LessonSource } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Archive } from '../archive/archive.ts';
import { parseLessonSettings } from './lesson-settings-text.ts';
import { readWithSnippets } from './markdown/snippets.ts';
import { withTeacherOrder } from './order/with-order.ts';
import { packageSource, type LessonPackage } from './package/lesson-package.ts';
import { isSettingsName, isUnreadSettings } from './settings-beside.ts';
import { settingsPlaces } from './settings-places.ts';

/** A ZIP or a TAR of a folder of lessons, that is no course package of any kind: read like a folder. */
export function zippedFolderSource(archive: Archive): LessonSource {
  const plain = packageSource(archive, () => readZippedFolder(archive));
  const top = commonFolder(archive.entries.map(({ name }) => name));
  const listed = async (name: string): Promise<LessonFile | null> =>
    (await plain.list()).files.find(({ path }) => path === `/${name.normalize('NFC')}`) ?? null;
  const ordered = withTeacherOrder({
    ...plain,
    // What orders a folder may be hidden, and is no file of the package.
    read: async (file) => (await plain.read(file)) ?? archive.read(top + file.name),
  });
  return { ...ordered, read: readWithSnippets((file) => plain.read(file), listed) };
}

async function readZippedFolder(archive: Archive): Promise<LessonPackage> {
  const top = commonFolder(archive.entries.map(({ name }) => name));
  const inside = archive.entries.map(({ name, sizeBytes }) => ({
    name: name.slice(top.length),
    sizeBytes,
    make: () => archive.read(name),
  }));
  const said = await readSettings(
    archive,
    top,
    inside.map(({ name }) => name),
  );
  const [root] = said.filter(({ folder }) => folder === '/');
  return {
    aliases: {},
    ...root,
    sets: said.filter(({ folder }) => folder !== '/'),
    files: inside.filter(({ name }) => !isSettingsName(name)),
    leftOut: inside
      .filter(({ name }) => isUnreadSettings(name))
      .map(({ name }) => ({ name, reason: 'settings-unread' })),
    outline: [],
  };
}

async function readSettings(
  archive: Archive,
  top: string,
  names: readonly string[],
): Promise<readonly LessonSet[]> {
  const sets: LessonSet[] = [];
  for (const { name, folder } of settingsPlaces(names)) {
    const bytes = await archive.read(top + name);
    if (bytes === null) throw unreadableWords(name);
    sets.push({ folder, ...parseLessonSettings(new TextDecoder().decode(bytes), name) });
  }
  return sets;
}

/** Without them what their owner excludes would be shown. */
const unreadableWords = (name: string): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected ${name} of the package as text, got bytes that cannot be read; pack the folder anew`,
    { said: { key: 'course.words', values: { name } } },
  );

/** Most programs put the folder itself into the ZIP: its name is no part of any address. */
function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  const top = first.slice(0, first.indexOf('/') + 1);
  return top !== '' && names.every((name) => name.startsWith(top)) ? top : '';
}
