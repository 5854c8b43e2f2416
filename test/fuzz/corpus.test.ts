// Goal: what was found once stays mended, and every target reads its own seeds (P10).
// Method: each input that is kept is given to its target, as the fuzzer does.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCorpus } from './corpus.ts';
import { judgeInput } from './judge-input.ts';
import { allTargets } from './targets.ts';

const targets = await allTargets();

test.each(targets.map((target) => [target.name, target] as const))('%s', async (_, target) => {
  const kept = readCorpus(target);
  expect(kept.length).toBeGreaterThan(0);
  const found = [];
  for (const { file, bytes } of kept) {
    const judged = await judgeInput(target, bytes);
    if (judged.kind === 'finding') found.push(`${file}: ${judged.why}`);
  }
  expect(found).toEqual([]);
});

test('the corpus has a folder for no other target', () => {
  const folders = readdirSync(new URL('./corpus/', import.meta.url));
  const names = targets.map(({ name }) => name);
  expect(folders.filter((folder) => !names.includes(folder))).toEqual([]);
});
