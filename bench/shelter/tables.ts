import type { Table } from '../bench.ts';
import { median } from '../figure.ts';
import type { Outage } from './crowd-runs.ts';
import { FAULTS, type FaultRun } from './fault-runs.ts';
import type { Group } from './long-stage.ts';
import type { LongRun } from './long-watch.ts';
import type { Measured } from './measured.ts';

const ABSENT = 'not installed here';

/** Everything that was measured, system by system. A phase that did not run has no table. */
export function shelterTables(measured: Measured): readonly Table[] {
  const names = measured.entrants.map(({ system }) => system.name);
  const tables = [
    settingsTable(measured),
    faultTable(
      measured,
      names,
      'From the fall to the mirror (median / worst of the runs, s)',
      'outMs',
    ),
    faultTable(
      measured,
      names,
      'From the return to the origin (median / worst of the runs, s)',
      'backMs',
    ),
    longTable(measured),
    crowdTable(measured, names),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

const settingsTable = ({ entrants }: Measured): Table => ({
  title: 'Systems and settings',
  headings: ['system', 'version', 'settings'],
  rows: entrants.map(({ system, version }) => [system.name, version ?? ABSENT, system.settings]),
});

function faultTable(
  { faults, entrants }: Measured,
  names: readonly string[],
  title: string,
  which: 'outMs' | 'backMs',
): Table {
  const rows = names.flatMap((name): readonly (readonly string[])[] => {
    const runs = faults.get(name);
    if (runs === undefined) return absentRow(entrants, name, FAULTS.length);
    const cells = FAULTS.map((fault) =>
      spreadOf(runs.filter((run) => run.fault === fault).map((run) => run[which])),
    );
    return [[name, ...cells]];
  });
  return { title, headings: ['system', ...FAULTS], rows: faults.size === 0 ? [] : rows };
}

/** A system that was to run and is not here has a row that says so; one of another phase has none. */
function absentRow(
  entrants: Measured['entrants'],
  name: string,
  cells: number,
): readonly (readonly string[])[] {
  const entrant = entrants.find(({ system }) => system.name === name);
  if (entrant?.version !== null) return [];
  return [[name, ...Array.from({ length: cells }, () => ABSENT)]];
}

/** Median and worst; a run in which nothing was seen counts as the worst. */
export function spreadOf(timesMs: readonly FaultRun['outMs'][]): string {
  const known = timesMs.map((time) => time ?? Number.POSITIVE_INFINITY);
  return `${secondsOf(median(known))} / ${secondsOf(Math.max(...known))}`;
}

const secondsOf = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? (milliseconds / 1_000).toFixed(2) : 'never';

const longTable = ({ long, noticedAfterMs }: Measured): Table => ({
  title: 'Long watch (turns: median / worst of a name, both ways together)',
  headings: [
    'system',
    'flapping: turns',
    'wrong turns',
    'lessons lost',
    '20 % errors: turns',
    'wrong turns',
    'lessons lost',
    'degraded noticed',
    'mirror unfit: turns to it while the origin answers',
    'nothing happens: turns',
  ],
  rows: long.map((run) => [
    run.system,
    turnsOf(run, 'flapping'),
    `${wrongOf(run, 'flapping')}`,
    lostOf(run, 'flapping'),
    turnsOf(run, 'errors'),
    `${wrongOf(run, 'errors')}`,
    lostOf(run, 'errors'),
    run.system.startsWith('Préau') ? noticedOf(noticedAfterMs) : 'no such word',
    `${wrongOf(run, 'unfit')}`,
    turnsOf(run, 'steady'),
  ]),
});

const runsOf = ({ runs }: LongRun, group: Group) => runs.filter((run) => run.group === group);

function turnsOf(run: LongRun, group: Group): string {
  const counts = runsOf(run, group).map(({ turns }) => turns.toMirror + turns.toOrigin);
  return `${median(counts)} / ${Math.max(...counts)}`;
}

/**
 * Wrong turns of a whole group, both ways. With an unfit mirror and a dead origin no answer is right:
 * there only a turn to the mirror while the origin answers counts.
 */
export const wrongOf = (run: LongRun, group: Group): number =>
  runsOf(run, group).reduce(
    (sum, { turns: { wrongToMirror, wrongToOrigin } }) =>
      sum + wrongToMirror + (group === 'unfit' ? 0 : wrongToOrigin),
    0,
  );

function noticedOf(afterMs: Measured['noticedAfterMs']): string {
  const known = afterMs.filter((after) => after !== null);
  return `${known.length} of ${afterMs.length}${known.length > 0 ? `, after ${secondsOf(median(known))} s (median)` : ''}`;
}

function lostOf({ readers }: LongRun, group: 'flapping' | 'errors'): string {
  const { asked, lost } = readers[group];
  return `${lost.toLocaleString('en')} of ${asked.toLocaleString('en')}`;
}

function crowdTable({ crowd, entrants }: Measured, names: readonly string[]): Table {
  const headings = [
    'system',
    'core, in calm',
    'core, each name asked once a second',
    'memory',
    'half killed: median / last name (s)',
    'half hung: median / last name (s)',
    'wrongly turned',
  ];
  const rows = names.flatMap((name): readonly (readonly string[])[] => {
    const run = crowd.get(name);
    if (run === undefined) return absentRow(entrants, name, headings.length - 1);
    const { cost, askedCost, killed, hung } = run;
    const wrong = [...killed, ...hung].reduce((sum, { wronglyTurned }) => sum + wronglyTurned, 0);
    return [
      [
        name,
        `${(cost.cores * 100).toFixed(1)} %`,
        `${(askedCost.cores * 100).toFixed(1)} %`,
        `${Math.round(cost.residentBytes / 1e6)} MB`,
        outagesOf(killed),
        outagesOf(hung),
        `${wrong}`,
      ],
    ];
  });
  const title = 'Crowd (outages: all runs, one after the other)';
  return { title, headings, rows: crowd.size === 0 ? [] : rows };
}

const outagesOf = (outages: readonly Outage[]): string =>
  outages
    .map(({ medianMs, lastMs }) => `${secondsOf(medianMs)} / ${secondsOf(lastMs ?? Infinity)}`)
    .join('; ') || '–';
