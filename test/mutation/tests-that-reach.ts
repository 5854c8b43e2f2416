import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a file imports, by its path from the root; files are read once a process. */
const known = new Map<string, readonly string[]>();

/**
 * Which of some test files import a file, whether themselves or through others.
 *
 * @param tests from the root, as is the file
 * @returns the one that is named for it first, then those that are fewer imports away
 */
export function testsThatReach(
  root: string,
  tests: readonly string[],
  file: string,
): readonly string[] {
  const importsOf = (of: string): readonly string[] => {
    const imports = known.get(join(root, of)) ?? readImports(root, of);
    known.set(join(root, of), imports);
    return imports;
  };
  return tests
    .flatMap((test) => {
      const isItsOwn = test === `test/${file.replace(/\.ts$/, '.test.ts')}`;
      const depth = isItsOwn ? 0 : depthsFrom(test, importsOf).get(file);
      return depth === undefined ? [] : [{ test, depth }];
    })
    .toSorted((one, other) => one.depth - other.depth)
    .map(({ test }) => test);
}

function depthsFrom(
  test: string,
  importsOf: (file: string) => readonly string[],
): ReadonlyMap<string, number> {
  const depths = new Map([[test, 0]]);
  for (const [file, depth] of depths)
    for (const next of importsOf(file)) if (!depths.has(next)) depths.set(next, depth + 1);
  return depths;
}

function readImports(root: string, file: string): readonly string[] {
  if (!existsSync(join(root, file))) return [];
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type)[^;]*?from '(\.[^']+\.ts)';/gm)].map(
    ([, path = '']) => join(dirname(file), path),
  );
}
