import { atLeast, atMost, type Figure, median, type Peer, measured as watched } from '../figure.ts';
import type { CrowdRun } from './crowd-runs.ts';
import { FAULTS, type Fault, type FaultRun } from './fault-runs.ts';
import { knot } from './knot.ts';
import type { Group } from './long-stage.ts';
import type { LongRun } from './long-watch.ts';
import type { Measured } from './measured.ts';
import { gdnsdFastest, powerDnsFastest, preauDefault, preauFastest, preauLike } from './systems.ts';
import { wrongOf } from './tables.ts';

/** The part of PowerDNS's median that a turn may take; none was set for the black hole. */
const PART_OF_PEER: Readonly<Record<Fault, number | null>> = {
  refused: 0.3,
  'http-503': 0.3,
  hang: 0.5,
  'black-hole': null,
};
/** What 500 platforms may cost at the polite default. */
const [POLITE_CORES, POLITE_MB] = [0.05, 120];
const STEPS_PER_SECOND = 300_000;
const [ANSWERS_PER_SECOND, PART_OF_KNOT] = [15_000, 0.3];
const TURN_ALL_MS = 100;

/** The figures that have a goal or a peer; the tables have the rest. */
export const shelterFigures = (all: Measured): readonly Figure[] => [
  ...faultFigures(all),
  ...longFigures(all),
  ...crowdFigures(all),
  ...answerFigures(all),
];

function faultFigures({ faults }: Measured): readonly Figure[] {
  const ours = faults.get(preauFastest.name);
  const like = faults.get(preauLike.name);
  const theirs = faults.get(powerDnsFastest.name);
  if (ours === undefined || like === undefined) return [];
  return FAULTS.flatMap((fault) => {
    const peer = theirs && { name: powerDnsFastest.name, value: medianOf(theirs, fault, 'outMs') };
    const back = theirs && { name: powerDnsFastest.name, value: medianOf(theirs, fault, 'backMs') };
    const part = PART_OF_PEER[fault];
    const count = ours.filter((run) => run.fault === fault).length;
    const name = `${fault}, to the mirror, median of ${count}`;
    const value = medianOf(ours, fault, 'outMs');
    return [
      part === null || peer === undefined
        ? watched(name, value, 's', peer)
        : atMost(name, value, 's', part * peer.value, peer),
      watched(
        `${fault}, to the mirror, median of ${count}, at PowerDNS’s interval and count`,
        medianOf(like, fault, 'outMs'),
        's',
        peer,
      ),
      watched(
        `${fault}, back to the origin, median of ${count}`,
        medianOf(ours, fault, 'backMs'),
        's',
        back,
      ),
    ];
  });
}

/** In seconds; infinite when most runs saw nothing. */
const medianOf = (runs: readonly FaultRun[], fault: Fault, which: 'outMs' | 'backMs'): number =>
  median(
    runs
      .filter((run) => run.fault === fault)
      .map((run) => (run[which] ?? Number.POSITIVE_INFINITY) / 1_000),
  );

function longFigures({ long, noticedAfterMs }: Measured): readonly Figure[] {
  const ours = long.find(({ system }) => system.startsWith('Préau'));
  if (ours === undefined) return [];
  const theirs = long.find(({ system }) => system === powerDnsFastest.name);
  const peerOf = (value: (run: LongRun) => number): Peer | undefined =>
    theirs && { name: theirs.system, value: value(theirs) };
  const most = (run: LongRun, group: Group): number =>
    Math.max(
      ...run.runs
        .filter((one) => one.group === group)
        .map(({ turns }) => Math.max(turns.toMirror, turns.toOrigin)),
    );
  const lost = (group: 'flapping' | 'errors') => (run: LongRun) =>
    (run.readers[group].lost / run.readers[group].asked) * 100;
  const flapping = (run: LongRun): number => most(run, 'flapping');
  const wrong = (groups: readonly Group[]) => (run: LongRun) =>
    groups.reduce((sum, group) => sum + wrongOf(run, group), 0);
  const wrongAll = wrong(['flapping', 'errors', 'unfit', 'steady']);
  return [
    atMost(
      'flapping, turns one way within a hold, most of a name',
      flapping(ours),
      'turns',
      1,
      peerOf(flapping),
    ),
    atMost('wrong turns of all 40 names', wrongAll(ours), 'turns', 0, peerOf(wrongAll)),
    watched('flapping, lessons lost', lost('flapping')(ours), '%', peerOf(lost('flapping'))),
    watched('20 % errors, lessons lost', lost('errors')(ours), '%', peerOf(lost('errors'))),
    atLeast(
      'brown-outs noticed as such',
      noticedAfterMs.filter((after) => after !== null).length,
      'platforms',
      noticedAfterMs.length,
      {
        name: 'brown-outs played; neither peer has a word for one',
        value: noticedAfterMs.length,
      },
    ),
  ];
}

function crowdFigures({ crowd }: Measured): readonly Figure[] {
  const ours = crowd.get(preauFastest.name);
  const polite = crowd.get(preauDefault.name);
  const power = crowd.get(powerDnsFastest.name);
  const gdnsd = crowd.get(gdnsdFastest.name);
  if (ours === undefined || polite === undefined) return [];
  const cores = power && { name: powerDnsFastest.name, value: power.cost.cores * 100 };
  const name = 'processor for 500 platforms, at its fastest';
  const value = ours.cost.cores * 100;
  return [
    cores ? atMost(name, value, '%', cores.value, cores) : watched(name, value, '%'),
    watched(
      'the same, with each name asked once a second',
      ours.askedCost.cores * 100,
      '%',
      power && { name: powerDnsFastest.name, value: power.askedCost.cores * 100 },
    ),
    atMost(
      'processor for 500 platforms, at the default of 10 s',
      polite.cost.cores * 100,
      '%',
      POLITE_CORES * 100,
      gdnsd && { name: gdnsdFastest.name, value: gdnsd.cost.cores * 100 },
    ),
    atMost(
      'memory for 500 platforms, at the default of 10 s',
      polite.cost.residentBytes / 1e6,
      'MB',
      POLITE_MB,
      power && { name: powerDnsFastest.name, value: power.cost.residentBytes / 1e6 },
    ),
    lastFigure('250 of 500 killed, last name turned', ours, power, 'killed'),
    lastFigure('250 of 500 hung, last name turned', ours, power, 'hung'),
  ];
}

/** The worst of all runs, in seconds; infinite when a name never turned. */
function lastFigure(
  name: string,
  ours: CrowdRun,
  power: CrowdRun | undefined,
  how: 'killed' | 'hung',
): Figure {
  const worst = (run: CrowdRun): number =>
    Math.max(...run[how].map(({ lastMs }) => (lastMs ?? Number.POSITIVE_INFINITY) / 1_000));
  const peer = power && { name: powerDnsFastest.name, value: worst(power) };
  return watched(`${name}, worst of ${ours[how].length}`, worst(ours), 's', peer);
}

function answerFigures({ answers, turnAllMs, step }: Measured): readonly Figure[] {
  const figures: Figure[] = [];
  const ours = answers.get(preauDefault.name);
  const theirs = answers.get(knot.name);
  if (ours !== undefined) {
    const { atRest, atStart } = ours;
    const first = 'answers of the name server on one core';
    figures.push(atLeast(first, atRest, 'answers/s', ANSWERS_PER_SECOND));
    if (theirs !== undefined) {
      const peer = { name: knot.name, value: theirs.atRest };
      figures.push(
        atLeast('the same, beside Knot', atRest, 'answers/s', PART_OF_KNOT * peer.value, peer),
      );
    }
    figures.push(watched('the same, while it finds 500 origins dead', atStart, 'answers/s'));
  }
  if (turnAllMs.length > 0) {
    const runs = `of ${turnAllMs.length}`;
    figures.push(
      atMost(`500 names turned in one call, median ${runs}`, median(turnAllMs), 'ms', TURN_ALL_MS),
      watched(`500 names turned in one call, worst ${runs}`, Math.max(...turnAllMs), 'ms'),
    );
  }
  if (step !== null) {
    const { rounds, withTicks } = step;
    figures.push(
      atLeast(
        'rounds of 500 platforms decided by step()',
        rounds.perSecond,
        'events/s',
        STEPS_PER_SECOND,
      ),
      watched('the same, with a tick each second', withTicks.perSecond, 'events/s'),
    );
  }
  return figures;
}
