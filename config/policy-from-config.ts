import type { LikelihoodTable } from '../core/cause/likelihood-table.ts';
import type { EscalationPolicy, Policy } from '../core/policy.ts';
import { healthCheckVantage } from '../core/watch/health-check-vantage.ts';
import { type DurationMs, durationMs } from '../core/units.ts';
import { checkerIntervalMs } from './aws-health-checks.ts';
import { minuteOfDay } from './clock-time.ts';
import { platformsOf } from './platforms-of.ts';
import type { Config } from './schema.ts';

/**
 * Every number that the core decides by, in its own words and units.
 *
 * @param table the likelihoods, which are Préau's and not the operator's: `data/likelihoods.yaml`
 */
export function policyFromConfig(config: Config, table: LikelihoodTable): Policy {
  const { organisation, names, watch, shelter, notices, cause } = config;
  return {
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    hosters: config.hosters,
    platforms: platformsOf(config),
    // Beside the configured ones: a fall needs these alone, since this one may be unable to tell.
    vantages: config.aws ? [...config.vantages, healthCheckVantage] : config.vantages,
    watch: {
      intervalMs: watch.interval,
      votesToFall: watch.votesToFall,
      roundsToFall: watch.roundsToFall,
      roundsToRecover: watch.roundsToRecover,
      massShare: watch.massShare,
      massWindowMs: watch.massWindow,
      relapseMemoryMs: watch.relapseMemory,
      errorWindowMs: watch.errorWindow,
      errorShare: watch.errorShare,
    },
    shelter: {
      minHoldMs: shelter.minHold,
      ...(names.rfc2136 === undefined && { checksRecoverMs: checksRecover(config) }),
      originShares: shelter.originShares,
      shareStepMs: shelter.shareStep,
      shedShare: shelter.shedShare,
      classStarts: shelter.classStarts.map(minuteOfDay),
      blastRadius: shelter.blastRadius,
      ...(names.rfc2136 && { wholeOnly: true }),
    },
    notices: {
      vetoMs: notices.veto,
      ...(notices.vetoByPhase && { vetoByPhase: notices.vetoByPhase }),
      nextWordMs: notices.nextWord,
      // Absent in configurations kept by earlier versions.
      ...(notices.longestWord !== undefined && { longestWordMs: notices.longestWord }),
      ...(notices.escalation && { escalation: escalationOf(notices.escalation) }),
      budgetEuros: notices.budget,
      statusUrl: config.pages.url,
    },
    cause: {
      table,
      firstWordMs: cause.firstWord,
      reviewMs: cause.review,
      // Absent in configurations kept by earlier versions, as the next one.
      ...(cause.secondLook !== undefined && { secondLookMs: cause.secondLook }),
      ...(cause.laterReviews !== undefined && {
        laterReviewsMs: cause.laterReviews.toSorted((one, other) => one - other),
      }),
    },
  };
}

const checksRecover = ({ aws, names }: Pick<Config, 'aws' | 'names'>): DurationMs =>
  durationMs((aws ? checkerIntervalMs(names) : names.checkInterval) * names.failureThreshold);

const escalationOf = ({
  after,
  phases,
  levels,
}: NonNullable<Config['notices']['escalation']>): EscalationPolicy => ({
  afterMs: after,
  phases,
  levels,
});
