import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';

/** Tests of `core/` that open neither a connection nor a process. */
const JUDGES = [
  'test/core/**/*.test.ts',
  'test/app/cause/*.test.ts',
  'test/promises/{decided,drill-words}.test.ts',
];

/**
 * Long tests judge what they are about and nothing else: every mutant that they let live costs what
 * they take.
 */
const ABOUT: readonly (readonly [tests: string, directories: readonly string[]])[] = [
  ['test/core/journal/replay-entry.test.ts', ['journal']],
  ['test/core/incident/corrections.properties.test.ts', ['incident', 'cause']],
  ['test/core/cause/judge-monotone.properties.test.ts', ['cause']],
  ['test/app/cause/*.test.ts', ['cause']],
  // All words in all cases, with real names: minutes, and what they see the others see in one case.
  ['test/core/notice/{words-by-evidence,real-names}.test.ts', []],
  ['test/core/notice/render-mail.test.ts', ['notice']],
  ['test/promises/*.test.ts', ['incident', 'promises', 'shelter', 'watch']],
];

/** The test files, from the root, that judge one file of `core/`. */
export function judgesOf(root: string, file: string): readonly string[] {
  const [, directory = ''] = file.split('/');
  return globSync(JUDGES, { cwd: root })
    .filter((test) =>
      ABOUT.every(([tests, of]) => !matchesGlob(test, tests) || of.includes(directory)),
    )
    .toSorted();
}
