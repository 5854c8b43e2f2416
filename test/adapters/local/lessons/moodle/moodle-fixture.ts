import type { LessonSource, MirrorWords } from '../../../../../app/mirror/ports.ts';
import type { Archive } from '../../../../../adapters/local/archive/archive.ts';
import { moodleSource } from '../../../../../adapters/local/lessons/moodle/moodle-source.ts';

/** Says each sentence by its key, so that a test sees which one stands where. */
export const keyWords: MirrorWords = (key, values = {}) =>
  [`[${key}`, ...Object.values(values)].join(' ').concat(']');

export interface ReadCourse {
  readonly source: LessonSource;
  readonly names: readonly string[];
  readonly leftOut: readonly (readonly [string, string])[];
  readonly text: (name: string) => Promise<string>;
  /** Original address to name. */
  readonly aliases: Readonly<Record<string, string>>;
}

export async function readCourse(archive: Archive): Promise<ReadCourse> {
  const source = moodleSource(archive, { words: keyWords });
  const { files, leftOut } = await source.list();
  const [set] = await source.sets();
  return {
    source,
    names: files.map(({ name }) => name),
    leftOut: leftOut.map(({ name, reason }) => [name, reason] as const),
    aliases: set?.aliases ?? {},
    text: async (name) => {
      const file = files.find((one) => one.name === name);
      const bytes = file === undefined ? null : await source.read(file);
      return bytes === null ? '' : Buffer.from(bytes).toString('utf8');
    },
  };
}
