import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { PreauError } from '../../../core/errors.ts';
import type { EpochMs } from '../../../core/units.ts';
import { storeError } from '../store-error.ts';
import type { MetricQuery } from './metric-query.ts';

/** One series as CloudWatch answered it. */
export interface MetricAnswer {
  readonly query: MetricQuery;
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
}

const PERIOD_SEC = 60;
/** Answers come in pages; more than this is no answer to some fifty questions. Chosen. */
const PAGES_MAX = 20;
/** Four hours, a value a minute, and some. Chosen. */
const POINTS_MAX = 1_000;

/**
 * Ask one Region for all series of a span, a minute a value: one question, in pages.
 *
 * A series that CloudWatch could not give whole would read as silence: it is no answer.
 *
 * @throws PreauError `store-unavailable`, also where a series is not complete
 */
export async function getMetrics(
  cloudwatch: CloudWatchClient,
  queries: readonly MetricQuery[],
  span: { readonly from: EpochMs; readonly to: EpochMs },
  timeoutMs: number,
): Promise<readonly MetricAnswer[]> {
  const question = {
    StartTime: new Date(span.from),
    EndTime: new Date(span.to),
    ScanBy: 'TimestampAscending' as const,
    MetricDataQueries: queries.map(questionOf),
  };
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const answers = queries.map(
    (query) => ({ query, timestamps: [], values: [], status: 'Complete' }) as Growing,
  );
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const command = new GetMetricDataCommand({ ...question, ...(NextToken && { NextToken }) });
    const said = await cloudwatch.send(command, { abortSignal }).catch((error: unknown) => {
      throw storeError(error, 'asking CloudWatch for the metrics of a platform');
    });
    for (const result of said.MetricDataResults ?? []) {
      const { Id, Timestamps = [], Values = [], StatusCode = 'Complete' } = result;
      const answer = answers[Number(Id?.slice(1))];
      if (answer === undefined || answer.values.length + Values.length > POINTS_MAX) continue;
      answer.status = StatusCode;
      answer.timestamps.push(...Timestamps.map((time) => time.getTime()));
      answer.values.push(...Values);
    }
    NextToken = said.NextToken;
    if (!NextToken) break;
  }
  const status = NextToken ? `more than ${PAGES_MAX} pages` : partial(answers);
  if (status !== undefined) throw notWhole(status);
  return answers;
}

/** @returns what CloudWatch said last of a series that it did not give whole */
const partial = (answers: readonly Growing[]): string | undefined =>
  answers.find(({ status }) => status !== 'Complete')?.status;

const notWhole = (got: string): PreauError =>
  new PreauError(
    'store-unavailable',
    `expected CloudWatch to give the metrics of a platform whole, got ${got}; it is asked again at the next look`,
    { retryable: true },
  );

interface Growing {
  readonly query: MetricQuery;
  readonly timestamps: number[];
  readonly values: number[];
  /** `PartialData` until its last page. */
  status: string;
}

function questionOf({ namespace, metric, stat, dimensions }: MetricQuery, index: number) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
  return { Id: `m${index}`, MetricStat: { Metric, Period: PERIOD_SEC, Stat: stat } };
}
