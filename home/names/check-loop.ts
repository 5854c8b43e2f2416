import { setTimeout as delay } from 'node:timers/promises';
import { desiredRecords } from './desired-records.ts';
import type { NamesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import { type ProbeResult, probeOrigin } from './probe-origin.ts';

/**
 * Check every origin until `signal` aborts: the first rounds are spread over one interval, so that
 * hundreds of origins are not all asked in the same instant.
 *
 * A failure of an origin that was healthy is confirmed after `confirmAfterMs` instead of a whole
 * interval, and the confirmation of a check that is late begins before it has failed. This is what
 * makes a threshold of 2 nearly as fast as one of 1. The way back is not hurried: an overloaded
 * origin breathes as soon as its visitors have left, and would have them back and lose them again
 * before Préau can put its hold (P4).
 */
export function checkOrigins(spec: NamesSpec, model: NamesModel, signal: AbortSignal): void {
  const checks = desiredRecords(spec).checks.filter((check) => check.kind === 'https');
  const confirmAfterMs = spec.confirmAfterMs ?? spec.checkIntervalMs / 4;

  async function keepChecking(check: (typeof checks)[number], startMs: number): Promise<void> {
    const verdict = () => model.board.verdict(check.id) ?? true;
    const probe = () => probeOrigin(check, spec.checkTimeoutMs);
    await delay(startMs, undefined, { signal });
    while (!signal.aborted) {
      let expected = true;
      for await (const { passed, reason } of verdict() ? hedged(probe, spec) : [probe()]) {
        if (signal.aborted) return;
        model.hearCheck(check.id, passed, reason);
        expected = passed === verdict();
      }
      const doubted = !expected && verdict();
      await delay(doubted ? confirmAfterMs : spec.checkIntervalMs, undefined, { signal });
    }
  }
  for (const [index, check] of checks.entries()) {
    keepChecking(check, (spec.checkIntervalMs * index) / checks.length).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/** One check, or two that overlap by half of their budget when the first is late. */
async function* hedged(
  probe: () => Promise<ProbeResult>,
  { checkTimeoutMs }: NamesSpec,
): AsyncIterable<ProbeResult> {
  const first = probe();
  const onTime = new AbortController();
  const late = delay(checkTimeoutMs / 2, true, { signal: onTime.signal }).catch(() => false);
  const second = (await Promise.race([first.then(() => false), late])) ? probe() : null;
  onTime.abort();
  yield await first;
  if (second) yield await second;
}
