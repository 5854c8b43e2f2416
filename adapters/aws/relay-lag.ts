import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type DurationMs, durationMs, type EpochMs, minutes } from '../../core/units.ts';
import { storeError } from './store-error.ts';

/** Of the question, the SDK's own retries included. Chosen: whoever asks waits for it. */
const TIMEOUT_MS = 4_000;
/** A value a minute, which comes a minute or two late. Chosen. */
const SPAN = minutes(5);

/**
 * How far the function that tells workers has lately been behind the journal: the age of the oldest
 * entry that the stream handed to it, at most, as AWS measures it.
 *
 * It needs `cloudwatch:GetMetricData`; each question is billed as one metric.
 *
 * @param relay the function's name
 * @returns nought where it was handed none
 * @throws PreauError `store-unavailable`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html IteratorAge
 */
export async function relayLag(
  client: Pick<CloudWatchClient, 'send'>,
  relay: string,
  now: EpochMs,
): Promise<DurationMs> {
  const command = new GetMetricDataCommand({
    StartTime: new Date(now - SPAN),
    EndTime: new Date(now),
    MetricDataQueries: [
      {
        Id: 'lag',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'IteratorAge',
            Dimensions: [{ Name: 'FunctionName', Value: relay }],
          },
          Period: 60,
          Stat: 'Maximum',
        },
      },
    ],
  });
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { MetricDataResults = [] } = await client.send(command, { abortSignal });
    return durationMs(Math.max(0, ...MetricDataResults.flatMap(({ Values = [] }) => Values)));
  } catch (error) {
    throw storeError(error, `asking CloudWatch how far ${relay} is behind the journal`);
  }
}
