import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from '../../bench.ts';
import { atMost, type Figure, measured } from '../../figure.ts';
import { outputFiles } from '../check/output-files.ts';
import { pageFacts } from '../check/page-facts.ts';
import { pageName } from '../check/page-name.ts';
import { type MeasuredRun, measureRun } from '../measure-run.ts';
import { type OriginCost, originCost } from '../origin/access-log.ts';
import type { Origin } from '../origin/origin.ts';
import type { PhaseResult } from '../phase-result.ts';
import { changeSite, type SiteChange } from '../site/change-site.ts';
import type { FirstCrawl, Stage } from '../stage.ts';
import { httrack } from '../tools/httrack.ts';
import { preau, preauCommand } from '../tools/preau.ts';
import { wget, wget2 } from '../tools/wget.ts';

/** The goal of the mirrors' issue. */
const MAX_SEC = 5;
/** Of a file that changed: itself, and `.br`, `.zst` and `.gz` beside it. */
const FORMS = 4;
/** wget2 1.99.1 never ends here; HTTrack has taken 223 s. */
const PEER_LIMITS = { maxMs: 300_000, maxMiB: 2_048 };
const RUNAWAY_LIMITS = { maxMs: 60_000, maxMiB: 2_048 };

/** What came of one tool's second crawl. */
interface Second {
  readonly crawl: FirstCrawl;
  readonly run: MeasuredRun;
  /** Absent where others crawled at the same time. */
  readonly origin: OriginCost | null;
  /** Of the changed lessons, those that are as they are now. */
  readonly updated: number;
  /** Of the removed lessons, those that are still there. */
  readonly stayed: number;
}

/** The site after a day of teachers, crawled by those who crawled it before. */
export async function againPhase(stage: Stage): Promise<PhaseResult> {
  const crawls = await stage.allCrawled();
  const ours = crawls.find(({ tool }) => tool === preau);
  if (ours === undefined) return { figures: [], tables: [] };
  const target = join(stage.folder, 'target');
  await publish(stage, ours.out, target);
  const change = await changeSite(await stage.site());
  const seconds = await stage.served(0, async (origin) => {
    const own = await crawlAgain(stage, ours, origin, change, PEER_LIMITS, true);
    const wgets = async (): Promise<readonly (Second | null)[]> => [
      await peer(stage, crawls, wget.name, origin, change, PEER_LIMITS),
      await peer(stage, crawls, wget2.name, origin, change, RUNAWAY_LIMITS),
    ];
    // HTTrack sleeps most of the time: the others need not wait for it.
    const [slow, quick] = await Promise.all([
      peer(stage, crawls, httrack.name, origin, change, PEER_LIMITS),
      wgets(),
    ]);
    return [own, ...quick, slow].filter((second) => second !== null);
  });
  const sent = await publish(stage, ours.out, target);
  return { figures: figures(seconds, change, sent), tables: [secondTable(seconds, change)] };
}

async function peer(
  stage: Stage,
  crawls: readonly FirstCrawl[],
  name: string,
  origin: Origin,
  change: SiteChange,
  limits: typeof PEER_LIMITS,
): Promise<Second | null> {
  const crawl = crawls.find(({ tool }) => tool.name === name);
  return crawl === undefined ? null : crawlAgain(stage, crawl, origin, change, limits, false);
}

async function crawlAgain(
  stage: Stage,
  crawl: FirstCrawl,
  origin: Origin,
  change: SiteChange,
  limits: typeof PEER_LIMITS,
  isAlone: boolean,
): Promise<Second | null> {
  const command = crawl.tool.again(origin.url, crawl.out);
  if (command === null) return null;
  stage.say(`again: ${crawl.tool.name}`);
  if (isAlone) await origin.forget();
  const run = await measureRun(command, limits, stage.leftovers);
  const cost = isAlone ? originCost(await origin.asked()) : null;
  if (isAlone && run.exitCode !== 0)
    throw new Error(`the second build ended with ${run.exitCode}: ${run.errors}`);
  return { crawl, run, origin: cost, ...(await countLessons(stage, crawl, change)) };
}

async function countLessons(
  stage: Stage,
  { out, root }: FirstCrawl,
  { changed, removed }: SiteChange,
): Promise<Pick<Second, 'updated' | 'stayed'>> {
  const { host } = new URL((await stage.site()).origin);
  const there = new Set<string>();
  const renewed = new Set<string>();
  for (const file of outputFiles(out, root, host).files) {
    if (!/\.html?$/.test(file)) continue;
    const text = await readFile(file, 'utf8');
    const name = pageName(pageFacts(text).headings);
    if (name === null) continue;
    there.add(name);
    if (text.includes('Révision 2 de cette page')) renewed.add(name);
  }
  return {
    updated: changed.filter((lesson) => renewed.has(String(lesson))).length,
    stayed: removed.filter((lesson) => there.has(String(lesson))).length,
  };
}

const built = z.object({ changed: z.number() });

const published = z.object({
  targets: z.array(z.object({ changed: z.number(), changedBytes: z.number() })),
});

/** Send what is built to a folder. @returns how many files and bytes travelled */
async function publish(stage: Stage, out: string, target: string) {
  const command = preauCommand('mirror', 'publish', out, target, '--json');
  const run = await measureRun(command, PEER_LIMITS, stage.leftovers);
  if (run.exitCode !== 0) throw new Error(`publishing ended with ${run.exitCode}: ${run.errors}`);
  const [sent] = published.parse(JSON.parse(run.output)).targets;
  return sent ?? { changed: 0, changedBytes: 0 };
}

function figures(
  seconds: readonly Second[],
  change: SiteChange,
  sent: Awaited<ReturnType<typeof publish>>,
): readonly Figure[] {
  const ours = seconds.find(({ crawl }) => crawl.tool === preau);
  const theirs = seconds.find(({ crawl }) => crawl.tool === httrack);
  if (ours === undefined) return [];
  const wrong = (second: Second): number => change.changed.length - second.updated + second.stayed;
  const peerOf = (value: (second: Second) => number) =>
    theirs && { name: httrack.name, value: value(theirs) };
  const { changed, removed, pages } = change;
  const rebuilt = built.parse(JSON.parse(ours.run.output));
  const what = `${changed.length} lessons changed, ${removed.length} removed`;
  return [
    atMost(
      `built again, ${what}: lessons that are wrong`,
      wrong(ours),
      'lessons',
      0,
      peerOf(wrong),
    ),
    atMost(
      `built again, ${what}`,
      ours.run.wallSec,
      's',
      MAX_SEC,
      peerOf(({ run }) => run.wallSec),
    ),
    measured('sent by the origin then', (ours.origin?.bytes ?? 0) / 1e6, 'MB'),
    // No target: one for it would be chosen after it was seen.
    measured(
      `files of the mirror that changed then (${pages} pages had to)`,
      rebuilt.changed,
      'files',
    ),
    atMost(
      'files sent to a target then, compressed forms among them',
      sent.changed,
      'files',
      FORMS * rebuilt.changed,
      { name: 'files of the mirror that changed', value: rebuilt.changed },
    ),
    measured('the same, in megabytes', sent.changedBytes / 1e6, 'MB'),
  ];
}

const secondTable = (seconds: readonly Second[], { changed, removed }: SiteChange): Table => ({
  title: 'Crawled again (website-scraper refuses a folder that is there)',
  headings: [
    'tool',
    's',
    'ended',
    'peak memory, MiB',
    `changed lessons seen, of ${changed.length}`,
    `removed lessons that stay, of ${removed.length}`,
  ],
  rows: seconds.map(({ crawl, run, updated, stayed }) => [
    crawl.tool.name,
    run.wallSec.toFixed(1),
    run.ending === 'itself' ? 'by itself' : `by our limit of ${run.ending}`,
    run.peakMiB.toFixed(0),
    `${updated}`,
    `${stayed}`,
  ]),
});
