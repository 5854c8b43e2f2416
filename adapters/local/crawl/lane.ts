import {
  freshPace,
  onAnswer,
  onStart,
  onTooMuch,
  pauseLeft,
} from '../../../core/mirror/crawl/pace.ts';
import { isSick, withAnswer } from '../../../core/mirror/crawl/origin-health.ts';
import { retryAfter } from '../../../core/mirror/crawl/retry-after.ts';
import { type DurationMs, durationMs, minutes } from '../../../core/units.ts';
import type { Lane, LaneDesk } from './crawl-desk.ts';
import type { Fetched } from './fetch-address.ts';

/** Longer pauses are not waited for: the next run comes back. Chosen. */
const LONGEST_WAIT: DurationMs = minutes(10);

/** The lane of one host, made when it is first needed. */
export function laneOf(desk: LaneDesk, origin: string): Lane {
  const known = desk.lanes.get(origin);
  if (known !== undefined) return known;
  const { concurrency, perSecond } = desk.settings;
  const crawlDelayMs = desk.meeting.robots.get(new URL(origin).host)?.crawlDelayMs ?? durationMs(0);
  const rules = { concurrency, perSecond, crawlDelayMs };
  const pace = freshPace(rules, desk.request.clock.now());
  const lane: Lane = { origin, rules, buffer: [], pace, health: [], inFlight: 0 };
  desk.lanes.set(origin, lane);
  return lane;
}

/**
 * Keep the distance that a robots.txt asks for, from its own answer on: what it asks is known only then.
 *
 * @param origin of a lane; one that has not been made yet begins with that distance
 */
export function heedDelay(desk: LaneDesk, origin: string): void {
  const lane = desk.lanes.get(origin);
  const crawlDelayMs = desk.meeting.robots.get(new URL(origin).host)?.crawlDelayMs ?? 0;
  if (lane === undefined || crawlDelayMs === 0) return;
  const rules = { ...lane.rules, crawlDelayMs: durationMs(crawlDelayMs) };
  const pace = onStart({ ...lane.pace, width: 1 }, rules, desk.request.clock.now());
  desk.lanes.set(origin, { ...lane, rules, pace });
}

export function noteStart(desk: LaneDesk, lane: Lane): void {
  noteSent(desk, lane);
  lane.inFlight += 1;
}

/** A request that takes no place of its own. */
export function noteSent(desk: LaneDesk, lane: Lane): void {
  lane.pace = onStart(lane.pace, lane.rules, desk.request.clock.now());
}

/** Learn from an answer how the host bears the crawl, and leave it alone where it does not. */
export function noteAnswer(desk: LaneDesk, lane: Lane, fetched: Fetched): void {
  const now = desk.request.clock.now();
  const burden = burdenOf(fetched);
  if (burden === 'none') return;
  if (burden === 'well' || burden === 'error') {
    const tookMs = fetched.kind === 'failed' ? 0 : fetched.head.tookMs;
    lane.pace = onAnswer(lane.pace, lane.rules, tookMs);
  } else {
    const header = fetched.kind === 'failed' ? undefined : fetched.head.retryAfter;
    const chance = desk.request.random.next();
    lane.pace = onTooMuch(lane.pace, lane.rules, { now, askedMs: retryAfter(header, now), chance });
  }
  const { health } = desk.settings;
  const isWell = burden === 'well' || burden === 'too-much';
  lane.health = withAnswer(lane.health, isWell ? 'well' : 'sick', health);
  if (isSick(lane.health, health)) {
    desk.stop ??= {
      why: 'origin-unhealthy',
      detail: `${lane.origin} answers with errors, late or not at all`,
    };
  }
  const pauseMs = pauseLeft(lane.pace, now);
  if (pauseMs > LONGEST_WAIT) {
    desk.stop ??= {
      why: 'origin-busy',
      detail: `${lane.origin} asks to come back in ${Math.round(pauseMs / 1_000)} s`,
    };
  }
}

type Burden = 'none' | 'well' | 'error' | 'too-much' | 'unavailable' | 'silent';

function burdenOf(fetched: Fetched): Burden {
  if (fetched.kind === 'failed') {
    return fetched.reason === 'paused' || fetched.reason === 'off-limits' ? 'none' : 'silent';
  }
  const { status } = fetched.head;
  if (status === 429) return 'too-much';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'error' : 'well';
}
