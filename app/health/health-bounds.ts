import { blindAfter } from '../../config/blind-after.ts';
import type { HealthName } from '../../config/health-lines.ts';
import type { HealthFacts } from './health-facts.ts';
import type { HealthLine } from './health-picture.ts';

type Bounds = HealthLine['bounds'];

const most = (late: number | null, dead: number | null): Bounds => ({ late, dead, least: false });
const least = (late: number | null, dead: number | null): Bounds => ({ late, dead, least: true });

/** Rounds that may be missed before somebody looks. Chosen. */
const ROUNDS_LATE = 2;

/** A stream hands its entries out in batches: a second or two is its calm pace. Chosen. */
const STREAM_LATE_SEC = 10;

/**
 * What each figure is held to, in the unit of its line. Chosen, where no source is named:
 *
 * - rounds: a minute, more where rounds are rare; and what {@link blindAfter} says
 * - outbox: a worker has begun after 2 minutes, and what stands still for 15 will not move, as there
 * - disk: what `preau doctor` asks for before a start
 * - clock: a minute is what a notice's hour is off by; a day, and schools are closed that are open
 * - pages: written every half minute, and called stale on the page itself after five
 * - webhooks: an endpoint that was started anew has taken its messages after the fourth try, within
 *   13 minutes, `core/subscription/retry-pause-ms.ts`; how many wait is told, and judges nothing
 * - certificates: the days at which a task is raised first, `core/incident/warn-of-certificate.ts`
 */
export function healthBounds(facts: Pick<HealthFacts, 'intervalMs' | 'vantages' | 'journal'>): {
  readonly [name in HealthName]: Bounds;
} {
  const everySec = facts.intervalMs / 1_000;
  return {
    home: least(1, 1),
    rounds: most(Math.max(60, ROUNDS_LATE * everySec), blindAfter(facts.intervalMs) / 1_000),
    journal: most(facts.journal && 'untoldMs' in facts.journal ? STREAM_LATE_SEC : 0, 60),
    outbox: most(120, 900),
    backlog: most(500, null),
    names: least(1, 1),
    disk: least(DISK_LOW_BYTES, DISK_LEAST_BYTES),
    clock: most(60, 86_400),
    vantages: most(0, Math.max(0, facts.vantages - 1)),
    mirrors: most(0, null),
    turns: most(120, 900),
    notices: most(120, 900),
    pages: most(120, 300),
    tasks: most(0, null),
    webhooks: most(900, null),
    'webhook-calls': most(null, null),
    certificates: least(21, 1),
    'dead-letters': most(0, null),
    alarms: most(0, null),
  };
}

/** Journal, directory and mirrors of a large region take less than the first; both chosen. */
export const DISK_LOW_BYTES = 5_000_000_000;
export const DISK_LEAST_BYTES = 500_000_000;
