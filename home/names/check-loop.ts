import { setTimeout as delay } from 'node:timers/promises';
import type { NamesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import { probeOrigin } from './probe-origin.ts';
import { desiredRecords } from './desired-records.ts';

/**
 * Check every origin until `signal` aborts: the first rounds are spread over one interval, so that
 * hundreds of origins are not all asked in the same instant.
 *
 * A result that speaks against the verdict in force is confirmed after `confirmAfterMs` instead of
 * a whole interval. This is what makes a threshold of 2 as fast as one of 1, without its flapping.
 */
export function checkOrigins(spec: NamesSpec, model: NamesModel, signal: AbortSignal): void {
  const checks = desiredRecords(spec).checks.filter((check) => check.kind === 'https');
  const confirmAfterMs = spec.confirmAfterMs ?? spec.checkIntervalMs / 4;

  async function keepChecking(check: (typeof checks)[number], startMs: number): Promise<void> {
    await delay(startMs, undefined, { signal });
    while (!signal.aborted) {
      const { passed, reason } = await probeOrigin(check, spec.checkTimeoutMs);
      if (signal.aborted) return;
      model.hearCheck(check.id, passed, reason);
      const expected = passed === (model.board.verdict(check.id) ?? true);
      await delay(expected ? spec.checkIntervalMs : confirmAfterMs, undefined, { signal });
    }
  }
  for (const [index, check] of checks.entries()) {
    keepChecking(check, (spec.checkIntervalMs * index) / checks.length).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
