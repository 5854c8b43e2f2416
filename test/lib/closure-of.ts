import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export const readSource = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/**
 * A file and all that it imports, by their paths in the project. A type is no import: it is gone
 * when the code runs.
 */
export function closureOf(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const lines = readSource(path).matchAll(
    /^(?:import|export)\s+(?!type\s)(?:[^;'"]*?\sfrom\s+)?'(\.{1,2}\/[^']+)';/gm,
  );
  for (const [, specifier = ''] of lines)
    closureOf(relative(ROOT, join(ROOT, dirname(path), specifier)), seen);
  return seen;
}
