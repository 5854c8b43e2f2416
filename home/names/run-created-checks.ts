import { isEndpoint, keepChecking } from './check-loop.ts';
import { checkTiming } from './check-timing.ts';
import { asHealthCheck, type CreatedCheck } from './created-check.ts';
import type { NamesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';

/**
 * Check what the API's checks look at, at their own interval and threshold, from the moment that they
 * are made until they are deleted or `signal` aborts.
 */
export function runCreatedChecks(spec: NamesSpec, model: NamesModel, signal: AbortSignal): void {
  const running = new Map<string, () => void>();
  function begin(created: CreatedCheck): void {
    const check = asHealthCheck(created);
    if (!isEndpoint(check) || created.config.kind === 'calculated') return;
    const { intervalSec, failureThreshold: threshold } = created.config;
    const timing = { ...checkTiming(spec), intervalMs: intervalSec * 1_000, threshold };
    running.set(check.id, keepChecking(check, timing, model, 0));
  }
  function follow(): void {
    const wanted = new Map(model.board.allCreated().map((created) => [created.id, created]));
    for (const [id, stop] of running) {
      if (wanted.has(id)) continue;
      stop();
      running.delete(id);
    }
    for (const [id, created] of wanted) if (!running.has(id) && !signal.aborted) begin(created);
  }
  follow();
  model.onChecks(follow);
  signal.addEventListener('abort', () => {
    for (const stop of running.values()) stop();
    running.clear();
  });
}
