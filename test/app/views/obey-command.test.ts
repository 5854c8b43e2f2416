import { describe, expect, test } from 'vitest';
import { openEngine } from '../../../app/engine.ts';
import { obeyCommand } from '../../../app/views/obey-command.ts';
import type { PersonCommand } from '../../../app/views/person-command.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { platformId } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror } from '../../fixtures/timeline.ts';

// Goal: who asks for something that cannot be done reads why, and what to do, in their language.
// Method: a command that the core refuses, to an engine whose journal nobody reads.

const policy = testPolicy();
const by = { role: 'cellule de crise', name: 'A.' };
const shelter: PersonCommand = {
  kind: 'shelter',
  platform: platformId('nord'),
  by,
  reason: 'essai',
};
const open = () =>
  openEngine(
    { append: async () => undefined, head: async () => null, async *read() {} },
    policy,
    hashOf,
  );
const speak = (language: 'fr' | 'en') => ({ language, words: readWords(language) });

describe('a command', () => {
  test.each([
    ['fr', /^Le miroir de .+ ne peut pas servir.: il n'a pas encore été mesuré\. Réparez/],
    ['en', /^The mirror of .+ may not serve: it has not been measured yet\. Repair/],
  ] as const)('that is refused says why and what to do, in %s', async (language, reason) => {
    const result = await obeyCommand(await open(), shelter, BELL, policy, speak(language));
    expect(result).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });

  test('that can be done is, and twice is nothing', async () => {
    const engine = await open();
    await engine.handle(fitMirror('nord', BELL));
    const ask = () => obeyCommand(engine, { ...shelter, kind: 'veto' }, BELL, policy, speak('en'));
    expect(await ask()).toEqual({ kind: 'done' });
    expect(await ask()).toMatchObject({ kind: 'refused' });
  });
});
