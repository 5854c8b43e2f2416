import { join } from 'node:path';
import type { Table } from '../../bench.ts';
import { atLeast, atMost, type Figure, measured } from '../../figure.ts';
import { checkOutput, type OutputCheck } from '../check/check-output.ts';
import type { PhaseResult } from '../phase-result.ts';
import { type FirstCrawl, runTool, type Stage } from '../stage.ts';
import { httrack } from '../tools/httrack.ts';
import { preau } from '../tools/preau.ts';
import type { CrawlTool } from '../tools/tool.ts';
import { wget2 } from '../tools/wget.ts';

/** A class in a far town: what the facts of mirrors were measured at. */
const ROUND_TRIP_MS = 20;
/** Parts of wget2's time, and MiB: the goals of the mirrors' issue. */
const [NEAR_PART, FAR_PART, MAX_MIB] = [1.1, 0.7, 150];

/** All that is known of one tool. */
interface Entrant {
  readonly crawl: FirstCrawl;
  readonly check: OutputCheck;
  /** Null when it did not end well. */
  readonly farSec: number | null;
}

/** The first crawl of a site by each tool, near and far, and what came of it. */
export async function crawlPhase(stage: Stage): Promise<PhaseResult> {
  const crawls = await stage.allCrawled();
  const far = await farTimes(stage, crawls);
  const site = await stage.site();
  const entrants: Entrant[] = [];
  for (const crawl of crawls) {
    stage.say(`crawl: checking what ${crawl.tool.name} wrote`);
    const check = await checkOutput(crawl.out, crawl.root, site);
    for (const line of crawl.tool === preau ? check.examples : []) stage.say(`  ${line}`);
    entrants.push({ crawl, check, farSec: far.get(crawl.tool) ?? null });
  }
  const ours = entrants.find(({ crawl }) => crawl.tool === preau);
  const theirs = entrants.find(({ crawl }) => crawl.tool === wget2);
  const neat = entrants.find(({ crawl }) => crawl.tool === httrack);
  return {
    figures: ours === undefined ? [] : [...costs(ours, theirs), ...worth(ours, neat, site.lessons)],
    tables: [settingsTable(entrants), costTable(entrants), worthTable(entrants)],
  };
}

/** Those that wait more than they work run side by side; the two that are compared run alone. */
async function farTimes(
  stage: Stage,
  crawls: readonly FirstCrawl[],
): Promise<ReadonlyMap<CrawlTool, number>> {
  const times = new Map<CrawlTool, number>();
  const isCompared = ({ tool }: FirstCrawl): boolean => tool === preau || tool === wget2;
  await stage.served(ROUND_TRIP_MS, async (origin) => {
    const crawl = async ({ tool }: FirstCrawl): Promise<void> => {
      stage.say(`crawl: ${tool.name}, ${ROUND_TRIP_MS} ms away`);
      const out = join(stage.folder, 'far', tool.name);
      const run = await runTool(stage, tool, tool.crawl(origin.url, out));
      if (run !== null) times.set(tool, run.wallSec);
    };
    for (const one of crawls.filter(isCompared)) await crawl(one);
    await Promise.all(crawls.filter((one) => !isCompared(one)).map(crawl));
  });
  return times;
}

function costs(ours: Entrant, theirs: Entrant | undefined): readonly Figure[] {
  const peerOf = (value: (entrant: Entrant) => number | null) => {
    const known = theirs === undefined ? null : value(theirs);
    return known === null ? undefined : { name: wget2.name, value: known };
  };
  const bounded = (name: string, value: number, part: number, peer: ReturnType<typeof peerOf>) =>
    peer === undefined
      ? measured(name, value, 's')
      : atMost(name, value, 's', part * peer.value, peer);
  const { run, runs, peakMiB, origin } = ours.crawl;
  return [
    bounded(
      `first build of the site, loopback, median of ${runs}`,
      run.wallSec,
      NEAR_PART,
      peerOf(({ crawl }) => crawl.run.wallSec),
    ),
    bounded(
      `first build of the site, ${ROUND_TRIP_MS} ms away`,
      ours.farSec ?? Number.POSITIVE_INFINITY,
      FAR_PART,
      peerOf(({ farSec }) => farSec),
    ),
    measured(
      'its processor time',
      run.cpuSec,
      's',
      peerOf(({ crawl }) => crawl.run.cpuSec),
    ),
    atMost(
      'its peak memory',
      peakMiB,
      'MiB',
      MAX_MIB,
      peerOf(({ crawl }) => crawl.peakMiB),
    ),
    measured(
      'requests to the origin',
      origin.requests,
      'requests',
      peerOf(({ crawl }) => crawl.origin.requests),
    ),
  ];
}

function worth({ check }: Entrant, neat: Entrant | undefined, lessons: number): readonly Figure[] {
  const none = (name: string, unit: string, value: (check: OutputCheck) => number): Figure =>
    atMost(name, value(check), unit, 0, neat && { name: httrack.name, value: value(neat.check) });
  return [
    atLeast('lessons on the mirror', check.lessons, 'lessons', lessons),
    none(
      'references to nothing or to the platform',
      'references',
      (one) => one.broken + one.outward,
    ),
    none(
      'links to another lesson than they say, pictures that are others',
      'references',
      (one) => one.linksWrong + one.picturesWrong,
    ),
    none(
      'trackers, forms and log-outs left',
      'elements',
      (one) => one.trackers + one.forms + one.logout,
    ),
  ];
}

const settingsTable = (entrants: readonly Entrant[]): Table => ({
  title: 'Tools and settings',
  headings: ['tool', 'version', 'settings'],
  rows: entrants.map(({ crawl: { tool, version } }) => [tool.name, version, tool.settings]),
});

const costTable = (entrants: readonly Entrant[]): Table => ({
  title: 'What a first crawl costs',
  headings: [
    'tool',
    'loopback, s (runs)',
    `${ROUND_TRIP_MS} ms away, s`,
    'processor, s',
    'peak memory, MiB',
    'requests',
    'addresses asked twice',
    'MB sent by the origin',
  ],
  rows: entrants.map(({ crawl, farSec }) => [
    crawl.tool.name,
    `${crawl.run.wallSec.toFixed(1)} (${crawl.runs})`,
    farSec === null ? 'failed' : farSec.toFixed(1),
    crawl.run.cpuSec.toFixed(1),
    crawl.peakMiB.toFixed(0),
    number(crawl.origin.requests),
    number(crawl.origin.askedTwice),
    (crawl.origin.bytes / 1e6).toFixed(1),
  ]),
});

const worthTable = (entrants: readonly Entrant[]): Table => ({
  title: 'What it wrote, counted over all pages',
  headings: [
    'tool',
    'files (MB)',
    'lessons (further copies)',
    'links right / to another lesson',
    'references to nothing',
    'to the platform',
    'pictures right / wrong',
    'trackers',
    'forms',
    'log-outs',
  ],
  rows: entrants.map(({ crawl, check }) => [
    crawl.tool.name,
    `${number(check.files)} (${(check.bytes / 1e6).toFixed(1)})`,
    `${number(check.lessons)} (${number(check.copies)})`,
    `${number(check.linksRight)} / ${number(check.linksWrong)}`,
    number(check.broken),
    number(check.outward),
    `${number(check.picturesRight)} / ${number(check.picturesWrong)}`,
    number(check.trackers),
    number(check.forms),
    number(check.logout),
  ]),
});

const number = (value: number): string => value.toLocaleString('en');
