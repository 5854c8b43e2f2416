import { usedUp } from '../../../core/mirror/crawl/budget.ts';
import { nextStart } from '../../../core/mirror/crawl/pace.ts';
import { durationMs, type EpochMs } from '../../../core/units.ts';
import { bell } from './bell.ts';
import type { CrawlDesk, Lane } from './crawl-desk.ts';
import type { Waiting } from './frontier.ts';
import { laneOf, noteStart } from './lane.ts';
import { visit } from './visit.ts';

/** Taken from the tables at once. Chosen: a few questions less, and little to give back. */
const BUFFER = 64;

/**
 * Fetch until nothing waits, or the crawl has to stop.
 *
 * @returns true when the round is at its end
 * @throws what the disk says, once all that was on its way is in
 */
export async function runCrawl(
  desk: CrawlDesk,
  startedAt: EpochMs,
  onVisit: () => void,
): Promise<boolean> {
  const ring = bell(desk.request.clock);
  const run: Run = { desk, startedAt, flying: 0, onVisit, ring: () => ring.ring() };
  const onAbort = (): void => {
    desk.stop ??= { why: 'paused', detail: 'asked to pause' };
    ring.ring();
  };
  desk.request.signal?.addEventListener('abort', onAbort);
  if (desk.request.signal?.aborted === true) onAbort();
  try {
    for (;;) {
      const isOpen = desk.failure === null && mayGoOn(run);
      const wakeAt = isOpen ? startAll(run) : null;
      if (isOpen && isLevelDone(desk) && promote(desk) > 0) continue;
      if (run.flying === 0 && wakeAt === null) {
        desk.commits.flush();
        if (desk.failure !== null) throw desk.failure.error;
        if (!isOpen || !hasAny(desk)) return desk.stop === null;
      }
      await ring.wait(wakeAt === null ? null : durationMs(wakeAt - desk.request.clock.now()));
    }
  } finally {
    desk.request.signal?.removeEventListener('abort', onAbort);
  }
}

interface Run {
  readonly desk: CrawlDesk;
  readonly startedAt: EpochMs;
  readonly onVisit: () => void;
  readonly ring: () => void;
  flying: number;
}

function mayGoOn({ desk, startedAt }: Run): boolean {
  if (desk.stop !== null) return false;
  const { tally, settings, request } = desk;
  const spent = { pages: tally.roundPages, files: tally.roundFiles, bytes: tally.roundBytes };
  switch (usedUp(settings.budgets, { ...spent, startedAt }, request.clock.now())) {
    case null:
      return true;
    case 'wallMs':
      desk.stop = { why: 'time-used-up', detail: 'the time of one run is used up' };
      return false;
    case 'pages':
      giveBackAll(desk, ({ kind }) => kind === 'page');
      desk.results.closeRest('budget', 'pages');
      return true;
    case 'files':
    case 'bytes':
      giveBackAll(desk, () => true);
      desk.results.closeRest('budget', 'all');
      return true;
  }
}

function giveBackAll(desk: CrawlDesk, which: (item: Waiting) => boolean): void {
  for (const lane of desk.lanes.values()) {
    const [back, kept] = [lane.buffer.filter(which), lane.buffer.filter((item) => !which(item))];
    for (const { id } of back) desk.frontier.giveBack(id, false);
    lane.buffer.splice(0, lane.buffer.length, ...kept);
  }
}

/** Start all that may start now. @returns when the next one may, null when that hangs on an answer */
function startAll(run: Run): EpochMs | null {
  const { desk } = run;
  for (const origin of desk.frontier.origins()) laneOf(desk, origin);
  let wakeAt: EpochMs | null = null;
  for (const lane of desk.lanes.values()) {
    const at = startLane(run, lane);
    if (at !== null && (wakeAt === null || at < wakeAt)) wakeAt = at;
  }
  return wakeAt;
}

function startLane(run: Run, lane: Lane): EpochMs | null {
  const { desk } = run;
  for (;;) {
    const at = nextStart(lane.pace, lane.inFlight);
    if (at === null) return null;
    if (lane.buffer.length === 0) lane.buffer.push(...desk.frontier.take(lane.origin, BUFFER));
    if (lane.buffer.length === 0) return null;
    if (at > desk.request.clock.now()) return at;
    if (isSpent(desk, lane.buffer[0])) return null;
    start(run, lane);
  }
}

/** Seen again before each start: what is on its way already counts. */
function isSpent({ tally, settings: { budgets } }: CrawlDesk, next: Waiting | undefined): boolean {
  if (tally.roundFiles >= budgets.files || tally.roundBytes >= budgets.bytes) return true;
  return next?.kind === 'page' && tally.roundPages >= budgets.pages;
}

function start(run: Run, lane: Lane): void {
  const item = lane.buffer.shift();
  if (item === undefined) return;
  const { tally } = run.desk;
  const isPage = item.kind === 'page';
  noteStart(run.desk, lane);
  run.flying += 1;
  tally.roundFiles += item.tries === 0 ? 1 : 0;
  tally.roundPages += isPage && item.tries === 0 ? 1 : 0;
  tally.pagesInFlight += isPage ? 1 : 0;
  void visit(run.desk, lane, item)
    .catch((error: unknown) => {
      run.desk.failure ??= { error };
    })
    .finally(() => {
      run.flying -= 1;
      lane.inFlight -= 1;
      tally.pagesInFlight -= isPage ? 1 : 0;
      run.onVisit();
      run.ring();
    });
}

/** Whether all pages of the depths so far are settled; what they show may still be on its way. */
function isLevelDone(desk: CrawlDesk): boolean {
  if (desk.tally.pagesInFlight > 0) return false;
  const isPage = ({ kind }: Waiting): boolean => kind === 'page';
  if ([...desk.lanes.values()].some(({ buffer }) => buffer.some(isPage))) return false;
  return !desk.frontier.hasPages();
}

function promote(desk: CrawlDesk): number {
  let promoted = 0;
  desk.commits.write(() => {
    promoted = desk.frontier.promote();
  });
  return promoted;
}

const hasAny = (desk: CrawlDesk): boolean =>
  desk.frontier.hasAny() || [...desk.lanes.values()].some(({ buffer }) => buffer.length > 0);
