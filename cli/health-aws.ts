import type { OpenedHome } from '../adapters/aws/open-home.ts';
import { ringingAlarms } from '../adapters/aws/ringing-alarms.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { inLanes } from '../adapters/local/in-lanes.ts';
import type { Engine } from '../app/engine.ts';
import type { HealthFacts } from '../app/health/health-facts.ts';
import type { HealthPicture } from '../app/health/health-picture.ts';
import { judgeHealth } from '../app/health/judge-health.ts';
import { latestCertificates } from '../app/health/latest-certificates.ts';
import { outboxFacts } from '../app/health/outbox-facts.ts';
import { policyFacts } from '../app/health/watchdog-facts.ts';
import { summariseDeliveries } from '../app/notices/summarise-deliveries.ts';
import type { Clock } from '../app/ports.ts';
import { GLOBAL_REGION, OPERATOR_ALARMS } from '../config/aws-names.ts';
import type { AwsConfig } from '../config/schema-aws.ts';
import type { Config } from '../config/schema.ts';
import type { Policy } from '../core/policy.ts';
import { type EpochMs, epochMs, minutes } from '../core/units.ts';
import type { Observation } from '../core/watch/observation.ts';

/** A home that watches has measured every platform within it, at the longest interval. Chosen. */
const SEEN_WITHIN = minutes(6);
/** Platforms asked for at once. Chosen. */
const LANES = 8;

export type WatchedHome = Pick<OpenedHome, 'journal' | 'outbox' | 'deliveries' | 'observations'> & {
  readonly engine: Pick<Engine, 'refresh'>;
};

interface Surroundings {
  readonly clock: Pick<Clock, 'now'>;
  readonly alarms: (region: string) => Promise<readonly string[]>;
}

const AROUND: Surroundings = {
  clock: systemClock,
  alarms: (region) => ringingAlarms(region, OPERATOR_ALARMS),
};

/**
 * How the home on AWS does, by a person's own credentials: from its tables, and from the alarms of each
 * Region that it has some in. Needs what `--aws` needs, and `cloudwatch:DescribeAlarms`; without that
 * the line of the alarms could not be read.
 *
 * @throws PreauError when its journal cannot be read
 */
export async function healthOnAws(
  home: WatchedHome,
  config: Config,
  aws: AwsConfig,
  policy: Policy,
  { clock, alarms }: Surroundings = AROUND,
): Promise<HealthPicture> {
  const now = clock.now();
  const state = await home.engine.refresh();
  const regions = [...new Set([aws.region, GLOBAL_REGION, aws.mirrors?.region ?? aws.region])];
  const [seen, outbox, ringing] = await Promise.all([
    lately(home, policy, now).catch(() => []),
    openActions(home, config, state, now).catch(() => null),
    Promise.all(regions.map(alarms)).then(
      (found) => found.flat(),
      () => null,
    ),
  ]);
  return judgeHealth({
    now,
    ...policyFacts(policy, config.vantages.length),
    state,
    roundEndedAt:
      seen.length === 0 ? null : epochMs(seen.reduce((latest, { at }) => Math.max(latest, at), 0)),
    outbox,
    certificates: latestCertificates(seen),
    alarms: ringing,
  });
}

/** What was measured of every platform in the last minutes, in order of time within each. */
async function lately(
  { observations }: WatchedHome,
  { platforms }: Policy,
  now: EpochMs,
): Promise<readonly Observation[]> {
  const from = epochMs(now - SEEN_WITHIN);
  const made = await inLanes(platforms, LANES, ({ id }) => observations.between(id, from, now));
  return made.flat();
}

const openActions = (
  ports: WatchedHome,
  { notices }: Config,
  state: HealthFacts['state'],
  now: EpochMs,
) =>
  outboxFacts({
    ports,
    state,
    now,
    settled: async (notice) => {
      const { accepted, failed, unknown } = await summariseDeliveries(ports.deliveries, notice);
      return accepted + failed + unknown;
    },
    messagesPerSec: Math.max(notices.mailsPerSecond, notices.smsPerSecond),
  });
