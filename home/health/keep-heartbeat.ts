import { loopbackFeeds } from '../../adapters/local/feeds/fetch-guard.ts';
import { createHeartbeat, publicWatcher } from '../../adapters/local/heartbeat.ts';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import type { Clock } from '../../app/ports.ts';
import { minutes } from '../../core/units.ts';
import type { HomeSpec } from '../home-spec.ts';
import { every } from '../loops/every.ts';

export interface HeartbeatNeeds {
  readonly spec: Pick<HomeSpec, 'config' | 'rehearsal'>;
  readonly clock: Clock;
  readonly health: () => Promise<HealthPicture>;
  readonly onError: (error: unknown) => void;
}

/** As on AWS, where the watchdog is called so often. */
const EVERY = minutes(5);

/**
 * Tell the watcher outside that the home does its work, at each beat at which it does, until `signal`
 * aborts. A home that is only late somewhere still does its work: a watcher that rang for that would
 * be turned off.
 */
export async function keepHeartbeat(needs: HeartbeatNeeds, signal: AbortSignal): Promise<void> {
  const { spec, clock, health, onError } = needs;
  const { heartbeat } = spec.config.watch;
  if (heartbeat === undefined) return;
  const guard = spec.rehearsal === null ? publicWatcher : loopbackFeeds;
  const beat = createHeartbeat(heartbeat.url, guard);
  await every(
    clock,
    heartbeat.every ?? EVERY,
    async () => {
      if ((await health()).healthy) await beat();
    },
    signal,
    onError,
  );
}
