import type { Config } from '../schema.ts';
import { HOURS_PER_MONTH } from './assumptions.ts';

/** What of a configuration the bill hangs on. */
export interface Scale {
  /** Every platform, controls too. */
  readonly platforms: number;
  /** Those with a mirror: the ones that have health checks and turn. */
  readonly sheltered: number;
  /** Of the sheltered, those whose origin runs on Amazon's machines. */
  readonly onAws: number;
  /** Of the sheltered, those whose mirror is ours. */
  readonly cloudFront: number;
  /** Of these, those that functions build each night. */
  readonly builtNightly: number;
  /** Of the sheltered, those that publish an HTTPS record: one more question as often as addresses. */
  readonly https: number;
  readonly vantages: number;
  /** That the vantages are in. */
  readonly regions: number;
  readonly zones: number;
  readonly intervalSec: number;
  readonly roundsPerMonth: number;
  readonly ttlSec: number;
  /** Whether the health checks of origins look every 10 seconds. */
  readonly fastChecks: boolean;
  /** Whether a second SMS gateway tells what became of its messages. */
  readonly hearsGateway: boolean;
  /** Whether a function writes the pages of schools. */
  readonly writesSchools: boolean;
  /** Whether browsers that subscribed are told of notices. */
  readonly tellsBrowsers: boolean;
  /** Whether webhooks are told. */
  readonly tellsWebhooks: boolean;
}

/** Route 53 has two intervals: up to this it is the faster, which costs more. */
const FAST_MS = 10_000;

/** @param config of the home on AWS; without its `aws` section as if all vantages were in one Region */
export function scaleOf(config: Config): Scale {
  const { platforms, hosters, vantages, watch, names, notices, pages, aws } = config;
  const sheltered = platforms.filter(({ mirror }) => mirror);
  const own = sheltered.filter(({ mirror }) => mirror?.cloudFront);
  const amazon = new Set(hosters.filter(({ aws: its }) => its).map(({ id }) => id));
  return {
    platforms: platforms.length,
    sheltered: sheltered.length,
    onAws: sheltered.filter(({ hoster }) => amazon.has(hoster)).length,
    cloudFront: own.length,
    builtNightly: own.filter(({ mirror }) => mirror?.built === 'nightly').length,
    https: sheltered.filter(({ origin }) => origin.https !== undefined).length,
    vantages: vantages.length,
    regions: new Set(vantages.map(({ region }) => region ?? aws?.region)).size,
    zones: names.zones.length,
    intervalSec: watch.interval / 1_000,
    roundsPerMonth: (HOURS_PER_MONTH * 3_600_000) / watch.interval,
    ttlSec: names.ttl / 1_000,
    fastChecks: names.checkInterval <= FAST_MS,
    writesSchools: pages.schools,
    tellsBrowsers: pages.push !== undefined,
    tellsWebhooks: pages.webhooks.length > 0,
    hearsGateway: notices.sms?.fallback?.receipts !== undefined,
  };
}
