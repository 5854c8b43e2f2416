import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Instrumenter } from './load-instrumenter.ts';
import type { Mutant } from './mutant.ts';

const SHOWN_MAX = 90;

export interface MadeMutants {
  readonly mutants: readonly Mutant[];
  /** Each file with all of its mutants in it, asleep until they are called. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Every mutant of some files. @param files from the root */
export async function makeMutants(
  instrumenter: Instrumenter,
  root: string,
  files: readonly string[],
): Promise<MadeMutants> {
  const contents = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const made = await instrumenter.instrument(
    Array.from(contents, ([file, content]) => ({ name: join(root, file), mutate: true, content })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const mutants = made.mutants.map(({ id, fileName, mutatorName, replacement, location }) => {
    const file = relative(root, fileName);
    const original = between(contents.get(file) ?? '', location.start, location.end);
    return {
      id,
      file,
      line: location.start.line + 1,
      mutator: mutatorName,
      original: onOneLine(original),
      replacement: onOneLine(replacement),
    };
  });
  const sources = made.files.map(({ name, content }) => [relative(root, name), mayBeDeaf(content)]);
  return { mutants, sources: Object.fromEntries(sources) };
}

/** @throws when the maker of mutants counts in another way than it did */
function mayBeDeaf(content: string): string {
  const counts = 'function cover() {';
  if (!content.includes('stryMutAct_')) return content;
  if (!content.includes(counts)) throw new Error(`expected "${counts}" in a file with mutants`);
  return content.replace(counts, `${counts} if (ns.isDeaf) return;`);
}

type Place = { readonly line: number; readonly column: number };

function between(text: string, start: Place, end: Place): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = (lines.at(-1) ?? '').slice(0, end.column);
  return [...lines.slice(0, -1), last].join('\n').slice(start.column);
}

/** For people: blanks are one space, and what is long is cut in its middle. */
function onOneLine(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= SHOWN_MAX) return line;
  const half = Math.floor((SHOWN_MAX - 3) / 2);
  return `${line.slice(0, half)} … ${line.slice(-half)}`;
}
