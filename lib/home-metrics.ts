import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS } from '../config/aws-names.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** The figures of the home that alarms and the dashboard look at. */
export const homeMetrics = {
  /** What a function measured itself, by `lambdas/middleware/metrics.ts`. */
  ours: (metricName: string, service: string, statistic: string = Stats.MAXIMUM): Metric =>
    new Metric({
      namespace: METRICS,
      metricName,
      dimensionsMap: { service },
      statistic,
      period: FIVE_MINUTES,
    }),

  /** Reads and writes of a table that were put off. */
  throttles: (TableName: string): IMetric => {
    const of = (metricName: string) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName },
        statistic: Stats.SUM,
      });
    return new MathExpression({
      expression: 'FILL(reads, 0) + FILL(writes, 0)',
      usingMetrics: { reads: of('ReadThrottleEvents'), writes: of('WriteThrottleEvents') },
      period: FIVE_MINUTES,
      label: 'throttled',
    });
  },

  /** Of the account's mail of the last days, as SES judges it. */
  mailReputation: (kind: 'BounceRate' | 'ComplaintRate'): Metric =>
    new Metric({
      namespace: 'AWS/SES',
      metricName: `Reputation.${kind}`,
      statistic: Stats.MAXIMUM,
      period: Duration.hours(1),
    }),
} as const;
