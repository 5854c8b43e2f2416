import { type DurationMs, seconds } from '../core/units.ts';

/** Of each mirrored platform: its origin's, its hold's, and the one calculated from both. */
const PER_PLATFORM = 3;
/** Healthy by definition, behind every mirror's record. */
const FOR_ALL = 1;

/**
 * How many health checks a home on AWS makes; all of them count against the account's quota.
 *
 * @param platforms mirrored or not: a control has none
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html 200 by default
 */
export function healthChecksOf(platforms: readonly { readonly mirror?: unknown }[]): number {
  const mirrored = platforms.filter(({ mirror }) => mirror !== undefined).length;
  return mirrored === 0 ? 0 : mirrored * PER_PLATFORM + FOR_ALL;
}

/**
 * As many mirrored platforms as one stack of checks holds: CloudFormation takes 500 resources, and
 * each has three checks and two alarms there. Chosen, with room for the rest.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const MIRRORED_MAX = 90;

/** Route 53 offers two intervals; the faster costs more. */
const INTERVALS = { fast: seconds(10), standard: seconds(30) } as const;

/** From one look of a checker of Route 53 to its next, at an origin. */
export const checkerIntervalMs = ({
  checkInterval,
}: {
  readonly checkInterval: number;
}): DurationMs => (checkInterval <= INTERVALS.fast ? INTERVALS.fast : INTERVALS.standard);
