import { expect, test } from 'vitest';
import { valuesOf } from '../names/names-fixture.ts';
import { smallHome, until } from './small-home.ts';

// Goal: a drill is told before it is done, turns the name for real, and ends with a report from the
// journal that says what turned, seen where, who was told, and that nothing else moved.
// Method: a real small home on loopback, and the command line as people type it.

test('a drill runs from its plan to its report, and a share is kept and given back', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome();
  const running = await home.start();
  const answer = async () => (await valuesOf(running.addresses.dns.port, 'ent.essai.example'))[0];
  await until(async () => (await running.ent()).mirror?.fit === true);

  const dry = await home.preau('drill', 'ent-essai', '--dry-run');
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('EXERCICE partout') });
  expect(await answer()).toBe('127.0.0.1');

  const begun = await home.preau('drill', 'ent-essai', '--by', 'A. Martin');
  expect(begun.code).toBe(0);
  expect(begun.out).toContain('ent.essai.example A : origin 100 → 0, mirror 0 → 100');
  expect(begun.out).toContain('preau drill end ent-essai');
  expect(begun.out).toContain('100 % des réponses vers le miroir, vérifié');
  expect(await answer()).toBe('127.0.0.10');
  await until(async () => ((await running.now()).gone[0]?.finishedAt ?? null) !== null);

  const ended = await home.preau('drill', 'end', 'ent-essai', '--by', 'A. Martin');
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('Compte rendu de l’exercice P-0001');
  expect(await answer()).toBe('127.0.0.1');

  const report = await home.preau('drill', 'report', 'ent-essai', '--json');
  expect(JSON.parse(report.out)).toMatchObject({
    begun: { by: { role: 'cli', name: 'A. Martin' } },
    ended: { by: { role: 'cli', name: 'A. Martin' } },
    cutShort: false,
    turns: [
      {
        mirrorShare: { before: 0, after: 1 },
        budgetMs: 1_000,
        verified: { answers: [{ type: 'A', answers: ['127.0.0.10'], mirrorShare: 1, ttlSec: 5 }] },
      },
      {
        mirrorShare: { before: 1, after: 0 },
        verified: { answers: [{ answers: ['127.0.0.1'], mirrorShare: 0 }] },
      },
    ],
    notices: expect.arrayContaining([expect.objectContaining({ phase: 'drill', marked: true })]),
    others: [],
    asked: [],
  });

  const shared = await home.preau('share', 'ent-essai', '50', '--reason', 'soulager');
  expect(shared.code).toBe(0);
  expect(shared.out).toContain('origin 100 → 50, mirror 0 → 50');
  expect(shared.out).toContain('50 % des réponses vers le miroir, vérifié');
  expect((await running.ent()).look).toBe('shared');
  expect(await home.preau('share', 'ent-essai', '0', '--reason', 'fin')).toMatchObject({ code: 0 });
  const suspended = await home.preau('suspend', 'ent-essai', '--reason', 'travaux', '--json');
  expect(JSON.parse(suspended.out)).toMatchObject({
    kind: 'done',
    platform: { verified: true, standing: 'suspended' },
    plan: { turns: [{ stay: { before: false, after: true } }] },
  });
  expect(await home.preau('journal', 'verify')).toMatchObject({ code: 0 });
});
