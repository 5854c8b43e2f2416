import { type DurationMs, durationMs, type EpochMs, epochMs } from '../../units.ts';

/** How hard a crawl may lean on one host. */
export interface PaceRules {
  /** Requests at once. */
  readonly concurrency: number;
  /** Requests started in a second, at most; absent for no limit of its own. */
  readonly perSecond?: number | undefined;
  /** What robots.txt asks for between two requests; more than 0 also means one at a time. */
  readonly crawlDelayMs: DurationMs;
}

/** Where the crawl stands with one host. */
export interface HostPace {
  /** Requests at once that the host bears now: 1 to the rules' own. Grows and shrinks by parts. */
  readonly width: number;
  /** The next request starts no earlier. */
  readonly nextAt: EpochMs;
  /** Nothing is asked before: the host said that it is too much. */
  readonly pausedUntil: EpochMs;
  /** Pauses in a row, each longer than the one before. */
  readonly pauses: number;
  /** What this host's answers usually take, null before the first. */
  readonly usualMs: number | null;
  /** What its last answers took. */
  readonly recentMs: number;
}

/** The first pause without a `Retry-After`, doubled each time, and the longest. Chosen. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Slower than usual: three times, and a quarter of a second more, so that a fast host's jitter is
 * none. Chosen.
 */
const SLOWER_TIMES = 3;
const SLOWER_MS = 250;

/** A start that is careful: two at once, one more for each full round that went well. */
export function freshPace(rules: PaceRules, now: EpochMs): HostPace {
  return {
    width: Math.min(2, widest(rules)),
    nextAt: now,
    pausedUntil: now,
    pauses: 0,
    usualMs: null,
    recentMs: 0,
  };
}

const widest = (rules: PaceRules): number => (rules.crawlDelayMs > 0 ? 1 : rules.concurrency);

/** @returns when the next request may start: `now` or before is at once, null while too many run */
export function nextStart(pace: HostPace, inFlight: number): EpochMs | null {
  if (inFlight >= Math.floor(pace.width)) return null;
  return epochMs(Math.max(pace.nextAt, pace.pausedUntil));
}

export function onStart(pace: HostPace, rules: PaceRules, now: EpochMs): HostPace {
  const between = Math.max(rules.crawlDelayMs, rules.perSecond ? 1_000 / rules.perSecond : 0);
  return between === 0 ? pace : { ...pace, nextAt: epochMs(now + between) };
}

/** An answer that is one, after `tookMs`. */
export function onAnswer(pace: HostPace, rules: PaceRules, tookMs: number): HostPace {
  const usualMs = pace.usualMs === null ? tookMs : usual(pace.usualMs, tookMs);
  const recentMs = pace.usualMs === null ? tookMs : pace.recentMs * 0.9 + tookMs * 0.1;
  const width = isSlower({ usualMs, recentMs }) ? pace.width * 0.9 : pace.width + 1 / pace.width;
  return { ...pace, pauses: 0, usualMs, recentMs, width: within(width, rules) };
}

/** Whether a host's answers have become slower than it usually is. */
export const isSlower = ({ usualMs, recentMs }: Pick<HostPace, 'usualMs' | 'recentMs'>): boolean =>
  usualMs !== null && recentMs > usualMs * SLOWER_TIMES && recentMs > usualMs + SLOWER_MS;

/** Follows at once where the host is faster, and hardly where it is slower: that is no new usual. */
const usual = (before: number, tookMs: number): number =>
  tookMs < before ? before * 0.9 + tookMs * 0.1 : before * 0.999 + tookMs * 0.001;

/**
 * The host asked for less: 429 or 503, or no answer at all.
 *
 * @param askedMs its `Retry-After`, null for none
 * @param chance in [0, 1): several crawlers must not all come back in the same instant
 */
export function onTooMuch(
  pace: HostPace,
  rules: PaceRules,
  at: { readonly now: EpochMs; readonly askedMs: DurationMs | null; readonly chance: number },
): HostPace {
  // Answers of requests that ran side by side are one complaint, not many.
  const isSame = at.now < pace.pausedUntil;
  const pauses = isSame ? pace.pauses : pace.pauses + 1;
  const ownMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(pauses - 1, 10));
  const waitMs = Math.max(at.askedMs ?? 0, ownMs) * (1 + 0.25 * at.chance);
  return {
    ...pace,
    pauses,
    width: isSame ? pace.width : within(pace.width / 2, rules),
    pausedUntil: epochMs(Math.max(pace.pausedUntil, at.now + waitMs)),
  };
}

const within = (width: number, rules: PaceRules): number =>
  Math.max(1, Math.min(width, widest(rules)));

/** How long the host wants to be left alone from `now`. */
export const pauseLeft = (pace: HostPace, now: EpochMs): DurationMs =>
  durationMs(Math.max(0, pace.pausedUntil - now));
