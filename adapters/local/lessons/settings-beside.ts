import { readFile } from 'node:fs/promises';
import { isPackage } from '../../../app/mirror/choose-packages.ts';
import type { LessonSet, LessonSource } from '../../../app/mirror/ports.ts';
import { type LessonSettings, parseLessonSettings, SETTINGS_FILE } from './lesson-settings-text.ts';

/** Where the owner of one package or document says what they decided of it: beside it. */
export const settingsBeside = (place: string): string => `${place}.${SETTINGS_FILE}`;

/** Whether a file of this name is what an owner says of their lessons, and no lesson. */
export const isSettingsName = (name: string): boolean =>
  /(?:^|[./])preau-lessons\.yaml$/.test(name);

/**
 * Whether nobody reads it where it lies in a folder of lessons: beside a document, whose words
 * belong into the folder's own file.
 */
export const isUnreadSettings = (name: string): boolean => {
  const subject = /^(?:.*\/)?([^/]+)\.preau-lessons\.yaml$/.exec(name)?.[1];
  return subject !== undefined && !isPackage(subject);
};

/**
 * A package with its owner's words, which count before its own.
 *
 * @throws PreauError `mirror-source-unreadable` by `sets`, for words that are wrong
 */
export const withSettingsBeside = (source: LessonSource, place: string): LessonSource =>
  withOwnersWords(source, () => readBeside(place));

/** The same, wherever the words are read from; null where there are none. */
export function withOwnersWords(
  source: LessonSource,
  read: () => Promise<LessonSettings | null>,
): LessonSource {
  return {
    ...source,
    sets: async () => {
      const sets = await source.sets();
      const settings = await read();
      return settings === null
        ? sets
        : sets.map((set, at) => (at === 0 ? joined(set, settings) : set));
    },
  };
}

async function readBeside(place: string): Promise<LessonSettings | null> {
  const path = settingsBeside(place);
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : parseLessonSettings(text, path);
}

const joined = (set: LessonSet, said: LessonSettings): LessonSet => ({
  ...set,
  title: said.title ?? set.title,
  licence: said.licence ?? set.licence,
  attribution: said.attribution ?? set.attribution,
  aliases: { ...set.aliases, ...said.aliases },
  exclude: [...set.exclude, ...said.exclude],
  rights: [...(set.rights ?? []), ...(said.rights ?? [])],
});
