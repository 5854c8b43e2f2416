import type { LessonSource, OutlineEntry } from '../../../../../app/mirror/ports.ts';

/** Everything that a source gives, in shapes that are easy to compare. */
export interface WholeSource {
  readonly names: readonly string[];
  /** `name: reason`. */
  readonly leftOut: readonly string[];
  /** `  title -> path`, two blanks a level. */
  readonly outline: readonly string[];
  readonly text: (name: string) => string;
  readonly rights: (name: string) => string | undefined;
}

/** Read a source from end to end, as a build does. */
export async function readSource(source: LessonSource): Promise<WholeSource> {
  const { files, leftOut } = await source.list();
  const texts = new Map<string, string>();
  for (const file of files) {
    const bytes = await source.read(file);
    if (bytes !== null) texts.set(file.name, new TextDecoder().decode(bytes));
  }
  const rights = new Map(files.map(({ name, rights: stated }) => [name, stated]));
  return {
    names: files.map(({ name }) => name),
    leftOut: leftOut.map(({ name, reason }) => `${name}: ${reason}`),
    outline: ((await source.outline?.()) ?? []).map(line),
    text: (name) => texts.get(name) ?? '',
    rights: (name) => rights.get(name)?.kind,
  };
}

const line = ({ title, depth, path }: OutlineEntry): string =>
  `${'  '.repeat(depth)}${title}${path === null ? '' : ` -> ${path}`}`;
