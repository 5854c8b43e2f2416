import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { checkDossier } from '../../../app/dossier/check-dossier.ts';
import { gatherObservations } from '../../../app/dossier/gather-observations.ts';
import { checkChainOfLines } from '../../../core/dossier/chain-of-lines.ts';
import { journalLine, readJournalLine } from '../../../core/dossier/journal-line.ts';
import { epochMs, hours, incidentId, platformId, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { aDossier, dossierNeeds, fallenMorning, firstIncident } from '../../fixtures/a-dossier.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { live, mornings } from '../../promises/mornings.ts';

// Goal: a dossier is whole whatever the morning, chained from the first line, and tells of one
// incident alone. Method: mornings that fast-check comes to; stores in memory that write down what
// they are asked.

const policy = testPolicy();

const bytesOf = (files: ReadonlyMap<string, string | Uint8Array>) =>
  new Map([...files].map(([name, content]) => [name, Buffer.from(content)]));

test('whatever fell, the dossier of it is whole', async () => {
  await fc.assert(
    fc.asyncProperty(mornings(40), async (happenings) => {
      const journal = live(policy, happenings).entries;
      fc.pre(firstIncident(journal) !== 'none');
      // The pages are judged elsewhere, and take longer than all the rest.
      const draw = async (summary: object) => Buffer.from(JSON.stringify(summary));
      const { files, manifest } = await aDossier(dossierNeeds({ journal, draw }));
      expect(checkDossier(bytesOf(files), hashOf)).toEqual({ kind: 'whole', manifest });
    }),
    { numRuns: 25 },
  );
});

test('a line is what was hashed, but for its hash; and any change of one line is found', () => {
  const lines = fallenMorning(policy).map(journalLine);
  for (const line of lines) {
    const { hash = '', hashed = '' } = readJournalLine(line) ?? {};
    expect(hashOf(hashed)).toBe(hash);
    expect(hashed).toBe(line.replace(`"hash":"${hash}",`, ''));
  }
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.integer({ min: 33, max: 126 }), (at, index, code) => {
      const line = lines[at % lines.length] ?? '';
      const place = index % line.length;
      const changed = `${line.slice(0, place)}${String.fromCharCode(code)}${line.slice(place + 1)}`;
      fc.pre(changed !== line);
      const all = lines.with(at % lines.length, changed);
      expect(checkChainOfLines(all, hashOf)).toMatchObject({ kind: 'broken' });
    }),
  );
});

test.each([
  { name: 'taken out', change: (lines: readonly string[]) => lines.toSpliced(3, 1) },
  { name: 'twice', change: (lines: readonly string[]) => lines.toSpliced(3, 0, lines[3] ?? '') },
  { name: 'cut off before', change: (lines: readonly string[]) => lines.slice(2) },
])('a line $name breaks the chain', ({ change }) => {
  const lines = fallenMorning(policy).map(journalLine);
  expect(checkChainOfLines(lines, hashOf)).toMatchObject({ kind: 'whole' });
  expect(checkChainOfLines(change(lines), hashOf)).toMatchObject({ kind: 'broken' });
});

test('what came after a closed incident is not handed over, and the home’s last line is told', async () => {
  const calm = { kind: 'wait' as const, tens: 200 };
  const bad = { kind: 'rounds' as const, votes: ['xxx', '...', '...'], dns: 'origin' as const };
  const late = { ...bad, votes: ['...', 'xxx', '...'] };
  const journal = live(policy, [bad, bad, bad, calm, calm, calm, late, late, late]).entries;
  const { manifest, files } = await aDossier(dossierNeeds({ journal }));
  expect(manifest.incident.closedAt).not.toBeNull();
  expect(manifest.journal.home).toEqual({ seq: journal.length, hash: journal.at(-1)?.hash });
  expect(manifest.journal.last.seq).toBeLessThan(journal.length);
  expect(files.get('journal.jsonl')).not.toContain('sud-2021');
  expect(files.get('rules.json')).not.toContain('equipe@');
});

test('the incident’s own platform and the controls are asked for, hour by hour, nothing twice', async () => {
  const stored = Array.from(
    { length: 300 },
    (_, index): Observation => ({
      platform: platformId(index % 2 === 0 ? 'nord' : 'temoin'),
      vantage: vantageId('v1'),
      target: 'origin',
      at: epochMs(BELL - hours(1) + index * 60_000),
      failure: null,
      timesMs: {},
      totalMs: 1,
    }),
  );
  const record = { asked: [], stored };
  const needs = dossierNeeds({}, record);
  const { manifest, files } = await aDossier(needs);
  const { from, to, platforms, count, cut } = manifest.observations;
  expect(platforms).toEqual(['nord', 'temoin']);
  expect(cut).toBe(false);
  const own = stored.filter(({ at }) => at >= from && at <= to);
  expect(own.length).toBeGreaterThan(10);
  expect(count).toBe(own.length);
  expect(String(files.get('observations/v1.jsonl')).trimEnd().split('\n')).toHaveLength(count);
});

test('an answer that a store cuts is asked for again by halves, and a flood is cut and said to be', async () => {
  const one = (at: number): Observation => ({
    platform: platformId('nord'),
    vantage: vantageId('v1'),
    target: 'origin',
    at: epochMs(at),
    failure: null,
    timesMs: {},
    totalMs: 1,
  });
  const stored = Array.from({ length: 40_000 }, (_, index) => one(BELL + index * 30));
  const cutting = {
    between: async (_: string, from: number, to: number) =>
      stored.filter(({ at }) => at >= from && at <= to).slice(0, 30_000),
  };
  const window = { fellAt: BELL, to: epochMs(BELL + hours(1)) };
  const whole = await gatherObservations(cutting, [platformId('nord')], window);
  expect(whole.cut).toBe(false);
  expect(whole.seen.map(({ at }) => at)).toEqual(stored.map(({ at }) => at));
  const some = await gatherObservations(cutting, [platformId('nord')], window, 1_000);
  expect(some.cut).toBe(true);
  expect(some.seen).toEqual(stored.slice(0, 1_000));
  const lines = stored.slice(0, 100).map((one) => JSON.stringify(one).length + 1);
  const bytes = lines.reduce((sum, length) => sum + length, 0);
  const light = await gatherObservations(cutting, [platformId('nord')], window, 1_000, bytes);
  expect(light.cut).toBe(true);
  expect(light.seen).toEqual(stored.slice(0, 100));
});

test('an incident that the journal does not know is refused', async () => {
  const { assembleDossier } = await import('../../../app/dossier/assemble-dossier.ts');
  await expect(assembleDossier(dossierNeeds(), incidentId('nobody'))).rejects.toMatchObject({
    code: 'not-found',
  });
});
