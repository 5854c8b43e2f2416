import type { EndpointCheck, HealthCheck } from '../../core/shelter/weighted-pair.ts';
import type { CheckClock } from './check-confirmation.ts';
import { checkOrigin, type OriginCheck } from './check-origin.ts';
import { type CheckTiming, checkTiming } from './check-timing.ts';
import { desiredRecords } from './desired-records.ts';
import type { NamesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import { originProbe } from './probe-kept.ts';
import { probePlaces } from './probe-places.ts';
import { turnstile } from './probe-turnstile.ts';

const realClock: CheckClock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** What a DNS answer may wait for new connections to begin. Chosen. */
const SLICE_MS = 5;

/** One for all origins. */
const enter = turnstile(SLICE_MS, probePlaces());

/**
 * Checks that begin together: waking up costs more than a check on a kept connection does. Chosen: a
 * DNS answer waits behind twenty of them for less than a millisecond.
 */
const TOGETHER_MS = 10;

/**
 * Check every origin until `signal` aborts. They are spread over the interval, so that hundreds are
 * never asked in the same instant.
 */
export function checkOrigins(spec: NamesSpec, model: NamesModel, signal: AbortSignal): void {
  const timing = checkTiming(spec);
  const checks = desiredRecords(spec).checks.filter(isEndpoint);
  for (const [index, check] of checks.entries()) {
    const spread = (timing.intervalMs * index) / checks.length;
    const startMs = Math.floor(spread / TOGETHER_MS) * TOGETHER_MS;
    const stop = keepChecking(check, timing, model, startMs);
    signal.addEventListener('abort', stop, { once: true });
  }
}

/** Check one endpoint until the returned function is called. @param startMs to its first check */
export function keepChecking(
  check: EndpointCheck,
  timing: CheckTiming,
  model: NamesModel,
  startMs: number,
): () => void {
  const { id } = check;
  const sessions = new Map<string, Buffer>();
  const site = { check, budgetMs: timing.budgetMs, sessions, enter };
  const keeping = { keep: timing.keepConnections, renewAfterMs: timing.renewAfterMs };
  const probe = originProbe(site, keeping, () => checking.closed());
  const checking: OriginCheck = checkOrigin(
    {
      probe,
      clock: realClock,
      panel: () => model.board.panel(id) ?? [],
      isDisabled: () => model.board.isDisabled(id),
      hear: (checker, passed, reason) => model.hearCheck(id, passed, reason, checker),
      unseen: sayUnseen,
    },
    timing,
    startMs,
  );
  return () => {
    checking.stop();
    probe.stop();
  };
}

/** Chosen: what this machine lacks it lacks for every origin at once. */
const SAY_AGAIN_MS = 60_000;
let saidAt = -Infinity;

function sayUnseen(reason: string): void {
  const now = performance.now();
  if (now - saidAt < SAY_AGAIN_MS) return;
  saidAt = now;
  console.error(`names: cannot look at the origins for a reason of this machine's: ${reason}`);
}

export const isEndpoint = (check: HealthCheck): check is EndpointCheck =>
  check.kind === 'http' || check.kind === 'https';
