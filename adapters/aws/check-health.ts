import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../app/ports.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { storeError } from './store-error.ts';

/** What Route 53 last said of one health check. */
export type CheckHealth = { readonly healthy: boolean; readonly at: EpochMs } | 'no data';

export interface CheckHealthOptions {
  /** In us-east-1: the metrics of health checks are there and nowhere else. */
  readonly cloudwatch: CloudWatchClient;
  readonly clock: Pick<Clock, 'now'>;
}

/** As many as one question may have. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const QUERIES_MAX = 500;
/** A check has a datapoint a minute; they come late by some. Older than this is no data. Chosen. */
const WINDOW_MS = 10 * 60_000;
const PERIOD_SEC = 60;
/** Answers come in pages; more than this is no answer to 500 questions. Chosen. */
const PAGES_MAX = 20;
const TIMEOUT_MS = 10_000;

/**
 * The latest state of Route 53 health checks, as CloudWatch has it: GetHealthCheckStatus is "for
 * development" by its own page, and four questions a second.
 *
 * @returns one per id: a check that nothing is known of is `no data`, never healthy
 * @throws PreauError `store-unavailable`
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export function checkHealth(
  options: CheckHealthOptions,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, CheckHealth>> {
  return async (ids) => {
    const known = new Map<string, CheckHealth>(ids.map((id) => [id, 'no data']));
    const all = [...known.keys()];
    for (let from = 0; from < all.length; from += QUERIES_MAX) {
      await askInto(known, all.slice(from, from + QUERIES_MAX), options);
    }
    return known;
  };
}

async function askInto(
  known: Map<string, CheckHealth>,
  ids: readonly string[],
  { cloudwatch, clock }: CheckHealthOptions,
): Promise<void> {
  const now = clock.now();
  const question = {
    StartTime: new Date(now - WINDOW_MS),
    EndTime: new Date(now),
    ScanBy: 'TimestampDescending' as const,
    MetricDataQueries: ids.map((id, index) => queryOf(id, index)),
  };
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const command = new GetMetricDataCommand({ ...question, ...(NextToken && { NextToken }) });
    const answer = await cloudwatch.send(command, { abortSignal }).catch((error: unknown) => {
      throw storeError(error, 'asking CloudWatch for the health checks');
    });
    for (const { Id, Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      const id = ids[Number(Id?.slice(1))];
      if (id !== undefined) known.set(id, latestOf(known.get(id), Timestamps, Values));
    }
    NextToken = answer.NextToken;
    if (!NextToken) return;
  }
}

function queryOf(id: string, index: number) {
  const Dimensions = [{ Name: 'HealthCheckId', Value: id }];
  const Metric = { Namespace: 'AWS/Route53', MetricName: 'HealthCheckStatus', Dimensions };
  return { Id: `c${index}`, MetricStat: { Metric, Period: PERIOD_SEC, Stat: 'Minimum' } };
}

/** 1 is healthy. A minute in which both were seen counts as unhealthy. */
function latestOf(
  before: CheckHealth | undefined,
  times: readonly Date[],
  values: readonly number[],
): CheckHealth {
  let latest = before ?? 'no data';
  for (const [index, time] of times.entries()) {
    const value = values[index];
    const at = epochMs(time.getTime());
    if (value === undefined || (latest !== 'no data' && latest.at >= at)) continue;
    latest = { healthy: value >= 1, at };
  }
  return latest;
}
