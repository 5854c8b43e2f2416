import { join } from 'node:path';
import { type KeptTest, keptTests } from './kept-tests.ts';

/** A test that is known by the same key in every process. */
export interface LoadedTest extends KeptTest {
  readonly key: string;
}

/** Reads test files, whose bodies are kept and not run. @param files from the root */
export async function loadTests(root: string, files: readonly string[]): Promise<LoadedTest[]> {
  keptTests.length = 0;
  for (const file of files) {
    keptTests.file = file;
    await import(join(root, file));
  }
  const counts = new Map<string, number>();
  return keptTests.map((kept) => {
    const count = counts.get(kept.file) ?? 0;
    counts.set(kept.file, count + 1);
    return { ...kept, key: `${kept.file}#${count}` };
  });
}
