import { globSync, readFileSync } from 'node:fs';

/** A pattern as it stands in a source. */
export interface FoundPattern {
  readonly file: string;
  readonly line: number;
  readonly pattern: RegExp;
}

/** Where reading of what comes from outside is done. */
const SOURCES = '{core,config,app,adapters,home,web,lambdas,cli}/**/*.ts';
/** After one of these a slash begins a pattern and no division. */
const LITERAL =
  /(?:^|[=(,:[!&|?{};]|=>|return|\bof)\s*\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s.,;)\]:?}]|$)/gm;
const BUILT = /new RegExp\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`([^`$]*)`)/g;

/** Every pattern that is written in the sources, each once a place. */
export function patternsInSources(): readonly FoundPattern[] {
  return globSync(SOURCES)
    .filter((file) => !file.includes('own-scripts'))
    .toSorted()
    .flatMap((file) => patternsIn(file, readFileSync(file, 'utf8')));
}

function patternsIn(file: string, text: string): readonly FoundPattern[] {
  const code = text.replace(/^\s*(?:\/\*\*?|\*|\/\/).*$/gm, '');
  const found = [...code.matchAll(LITERAL)].map((match) => [match, match[1], match[2]] as const);
  const built = [...code.matchAll(BUILT)].map(
    (match) => [match, unescaped(match[1] ?? match[2]), ''] as const,
  );
  return [...found, ...built].flatMap(([match, source = '', flags = '']) => {
    const pattern = compiled(source, flags);
    const line = code.slice(0, match.index).split('\n').length;
    return pattern === null ? [] : [{ file, line, pattern }];
  });
}

const unescaped = (text = ''): string => text.replaceAll('\\\\', '\\');

function compiled(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
