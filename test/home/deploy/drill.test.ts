import { expect, test } from 'vitest';
import type { DrillReport } from '../../../app/views/drill-report.ts';
import { platformId } from '../../../core/units.ts';
import { askHome } from '../../../home/deploy/ask-home.ts';
import { valuesOf } from '../names/names-fixture.ts';
import { smallHome, until } from './small-home.ts';

// Goal: a drill is told before it is done, turns the name for real, and ends with a report from the
// journal that says what turned, seen where, who was told, and that nothing else moved.
// Method: a real small home on loopback, and the command line as people type it.

const STILL = {
  platform: 'ent-voisin',
  share: 0,
  says: { kind: 'answered', least: 0, most: 0 },
};

test('a drill runs from its plan to its report, and a share is kept and given back', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome({ neighbour: true });
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
  expect(begun.out).toContain('1 répond comme au journal');
  const refusalIn = async (language: string) => {
    const again = await home.preau('drill', 'ent-essai', '--by', 'A. Martin', '--lang', language);
    expect(again.code).toBe(1);
    return again.out;
  };
  expect(await refusalIn('en')).toContain('Refused: Nothing to do');
  expect(await refusalIn('fr')).toContain('Refusé : Rien à faire');
  expect(await answer()).toBe('127.0.0.10');
  await until(async () => ((await running.now()).gone[0]?.finishedAt ?? null) !== null);

  const ended = await home.preau('drill', 'end', 'ent-essai', '--by', 'A. Martin');
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('Compte rendu de l’exercice P-0001');
  expect(ended.out).toContain('rien d’autre n’a bougé : 1 autre nom');
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
    others: [{ platform: 'ent-voisin', turns: [] }],
    pictures: { start: { names: [STILL] }, end: { names: [STILL] }, findings: [], still: 1 },
    elseMoved: 'nothing',
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

test('a drill that the console starts and ends is told later, anywhere, with the other names asked at both', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome({ neighbour: true });
  const running = await home.start();
  await until(async () => (await running.ent()).mirror?.fit === true);
  const by = { role: 'cellule de crise', name: 'A. Martin' };
  const click = (kind: 'start-drill' | 'end-drill') =>
    askHome(home.data, { kind, platform: platformId('ent-essai'), by, reason: '' }, 'fr');
  const report = async () =>
    JSON.parse((await home.preau('drill', 'report', 'ent-essai', '--json')).out) as DrillReport;

  expect(await click('start-drill')).toMatchObject({ result: { kind: 'done' } });
  await until(async () => (await report()).pictures.start !== null);
  expect(await report()).toMatchObject({ elseMoved: 'unknown', pictures: { end: null } });
  await until(async () => (await running.ent()).verified);
  expect(await click('end-drill')).toMatchObject({ result: { kind: 'done' } });
  await until(async () => (await report()).pictures.end !== null);
  await until(async () => (await report()).incident.closedAt !== null);

  const told = await report();
  expect(told).toMatchObject({
    begun: { by },
    ended: { by },
    pictures: { start: { names: [STILL] }, end: { names: [STILL] }, findings: [], still: 1 },
    elseMoved: 'nothing',
  });
  expect(await home.preau('journal', 'verify')).toMatchObject({ code: 0 });

  await running.interrupt();
  expect(await report()).toEqual(told);
  const read = await home.preau('drill', 'report', told.incident.reference);
  expect(read.out.replaceAll(/\s+/g, ' ')).toContain(
    'rien d’autre n’a bougé : 1 autre nom a répondu à la fin comme au début',
  );
});
