import type { LessonFile, LessonSource } from '../../../app/mirror/ports.ts';
import type { Archive } from '../archive/archive.ts';
import { parseLessonSettings, SETTINGS_FILE } from './lesson-settings-text.ts';
import { readWithSnippets } from './markdown/snippets.ts';
import { withTeacherOrder } from './order/with-order.ts';
import { packageSource, type LessonPackage } from './package/lesson-package.ts';

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
  const settings = await readSettings(archive, top);
  return {
    ...settings,
    files: archive.entries
      .filter(({ name }) => name !== top + SETTINGS_FILE)
      .map(({ name, sizeBytes }) => ({
        name: name.slice(top.length),
        sizeBytes,
        make: () => archive.read(name),
      })),
    leftOut: [],
    outline: [],
  };
}

async function readSettings(archive: Archive, top: string) {
  const bytes = await archive.read(top + SETTINGS_FILE);
  if (bytes === null) return { aliases: {} };
  const text = new TextDecoder().decode(bytes);
  const { title, licence, attribution, aliases } = parseLessonSettings(text, SETTINGS_FILE);
  return { title, licence, attribution, aliases };
}

/** Most programs put the folder itself into the ZIP: its name is no part of any address. */
function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  const top = first.slice(0, first.indexOf('/') + 1);
  return top !== '' && names.every((name) => name.startsWith(top)) ? top : '';
}
