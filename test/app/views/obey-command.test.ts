import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { openEngine } from '../../../app/engine.ts';
import { obeyCommand } from '../../../app/views/obey-command.ts';
import type { PersonCommand } from '../../../app/views/person-command.ts';
import { epochMs, incidentId, platformId } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

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

  test.each([
    ['fr', /interdit de basculer .+, un exercice aussi\. Levez/],
    ['en', /forbids to turn .+, in a drill too\. Lift/],
  ] as const)('that a veto stands against says so, in %s', async (language, reason) => {
    const engine = await open();
    await engine.handle(fitMirror('nord', BELL));
    const ask = (kind: 'veto' | 'start-drill') =>
      obeyCommand(engine, { ...shelter, kind }, BELL, policy, speak(language));
    await ask('veto');
    expect(await ask('start-drill')).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  test('for a share that no name server could answer is refused, and never journalled', async () => {
    const engine = await open();
    await engine.handle(fitMirror('nord', BELL));
    const own = { ...policy, shelter: { ...policy.shelter, wholeOnly: true as const } };
    const before = engine.head()?.seq;
    const ask = (share: number) =>
      obeyCommand(engine, { ...shelter, kind: 'share', share }, BELL, own, speak('fr'));
    expect(await ask(0.3)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('rien entre les deux'),
    });
    expect(engine.head()?.seq).toBe(before);
    await obeyCommand(engine, shelter, BELL, own, speak('fr'));
    expect(await ask(0)).toEqual({ kind: 'done' });
  });

  test('that can be done is, and twice is nothing', async () => {
    const engine = await open();
    await engine.handle(fitMirror('nord', BELL));
    const ask = () => obeyCommand(engine, { ...shelter, kind: 'veto' }, BELL, policy, speak('en'));
    expect(await ask()).toEqual({ kind: 'done' });
    expect(await ask()).toMatchObject({ kind: 'refused' });
  });

  test.each([
    ['fr', /n’est pas clos.+cause confirm|confirmez la cause/],
    ['en', /is not closed.+confirm the cause/],
  ] as const)(
    'for the cause of what is not over says what to do until then, in %s',
    async (language, reason) => {
      const engine = await open();
      await engine.handle(fitMirror('nord', BELL));
      for (const beat of [1, 2, 3])
        await engine.handle(roundOf('nord', epochMs(BELL + beat * 10_000), 'xxx'));
      const [incident] = Object.values(engine.state().incidents);
      const command: PersonCommand = {
        kind: 'record-cause',
        incident: incident?.id ?? incidentId('none'),
        cause: 'overload',
        confidence: 0.9,
        source: 'réunion',
        by,
      };
      const before = engine.head()?.seq;
      expect(await obeyCommand(engine, command, BELL, policy, speak(language))).toEqual({
        kind: 'refused',
        reason: expect.stringMatching(reason),
      });
      expect(engine.head()?.seq).toBe(before);
    },
  );
});
