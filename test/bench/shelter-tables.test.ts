// Goal: the bench `shelter` tells what it measured, and says what it could not where a peer is absent.
// Method: a made-up run, with PowerDNS and without; the goals are the issue's own.
import { expect, test } from 'vitest';
import type { Figure } from '../../bench/figure.ts';
import type { CrowdRun } from '../../bench/shelter/crowd-runs.ts';
import { FAULTS, type FaultRun } from '../../bench/shelter/fault-runs.ts';
import { shelterFigures } from '../../bench/shelter/figures.ts';
import type { LongRun } from '../../bench/shelter/long-watch.ts';
import { type Measured, nothingMeasured } from '../../bench/shelter/measured.ts';
import {
  powerDnsFastest,
  preauDefault,
  preauFastest,
  preauLike,
} from '../../bench/shelter/systems.ts';
import { shelterTables } from '../../bench/shelter/tables.ts';

const faults = (outMs: number): readonly FaultRun[] =>
  FAULTS.flatMap((fault) => [outMs, outMs + 100].map((ms) => ({ fault, outMs: ms, backMs: 500 })));

const crowd = (cores: number, lastMs: number | null): CrowdRun => ({
  cost: { cores, residentBytes: 100e6 },
  askedCost: { cores: cores * 2, residentBytes: 100e6 },
  killed: [{ medianMs: 100, lastMs: 300, wronglyTurned: 0 }],
  hung: [{ medianMs: 600, lastMs, wronglyTurned: 1 }],
});

const longRun = (system: string, toMirror: number, wrong: number): LongRun => ({
  system,
  runs: (['flapping', 'errors', 'unfit', 'steady'] as const).map((group) => ({
    group,
    id: group,
    turns: { toMirror, toOrigin: 0, wrongToMirror: wrong, wrongToOrigin: 0 },
    mirrorPart: 0.5,
  })),
  readers: { flapping: { asked: 1_000, lost: 10 }, errors: { asked: 1_000, lost: 0 } },
});

function run(hasPeer: boolean): Measured {
  const measured = nothingMeasured();
  const ours = [preauFastest, preauLike, preauDefault];
  measured.entrants.push(
    { system: powerDnsFastest, version: hasPeer ? '4.7.3' : null },
    ...ours.map((system) => ({ system, version: 'of this tree' })),
  );
  for (const system of ours) {
    measured.faults.set(system.name, faults(100));
    measured.crowd.set(system.name, crowd(0.04, 900));
  }
  measured.long.push(longRun('Préau, whole home', 1, 0));
  measured.noticedAfterMs = [60_000, null];
  if (hasPeer) {
    measured.faults.set(powerDnsFastest.name, faults(1_000));
    measured.crowd.set(powerDnsFastest.name, crowd(0.2, null));
    measured.long.push(longRun(powerDnsFastest.name, 8, 2));
  }
  return measured;
}

const called = (figures: readonly Figure[], start: string): Figure | undefined =>
  figures.find(({ name }) => name.startsWith(start));

test('with PowerDNS the goals are parts of what it did in the same run', () => {
  const figures = shelterFigures(run(true));
  expect(called(figures, 'refused, to the mirror')).toMatchObject({ target: 0.33, met: true });
  expect(called(figures, 'hang, to the mirror')).toMatchObject({ target: 0.55 });
  expect(called(figures, 'processor for 500 platforms, at its fastest')).toMatchObject({
    target: 20,
    met: true,
  });
  expect(called(figures, 'wrong turns')).toMatchObject({
    value: 0,
    target: 0,
    peer: 'PowerDNS, fastest: 8 turns',
  });
  expect(called(figures, 'brown-outs')).toMatchObject({ value: 1, target: 2, met: false });
});

test('without PowerDNS its rows say so, and Préau’s own figures are there all the same', () => {
  const measured = run(false);
  const tables = shelterTables(measured);
  const rows = tables.flatMap((table) =>
    table.rows.filter(([name]) => name?.includes('PowerDNS, f')),
  );
  expect(rows.length).toBe(4);
  for (const row of rows) expect(row.slice(1, -1)).toContain('not installed here');
  const refused = called(shelterFigures(measured), 'refused, to the mirror');
  expect(refused).toMatchObject({ value: 0.2, peer: 'none measured', target: null });
});

test('every row is as long as its headings', () => {
  for (const { headings, rows } of [run(true), run(false)].flatMap(shelterTables))
    for (const row of rows) expect(row.length).toBe(headings.length);
});

test('a name that never turned is told as never', () => {
  const crowded = shelterTables(run(true)).find(({ title }) => title.startsWith('Crowd'));
  expect(crowded?.rows[0]?.[5]).toBe('0.60 / never');
});

test('a phase that did not run has no table and no figure', () => {
  expect(shelterTables(nothingMeasured())).toEqual([]);
  expect(shelterFigures(nothingMeasured())).toEqual([]);
});
