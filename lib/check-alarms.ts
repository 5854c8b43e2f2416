import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ALARMS } from '../config/aws-names.ts';
import type { PlatformConfig } from '../config/schema-platform.ts';

export interface CheckAlarmsProps {
  readonly platform: PlatformConfig;
  /** Well when visitors may be sent to the origin. */
  readonly check: IHealthCheck;
  /** The origin's alone: tells a fall from a hold. */
  readonly origin: IHealthCheck;
}

/** Route 53 writes one datapoint a minute. */
const PERIOD = Duration.minutes(1);

/**
 * What Route 53 says of one platform, as alarms of us-east-1, where alone these metrics are. They
 * decide nothing: Préau keeps their word as evidence, and looks at once.
 *
 * A gap says nothing, so the word before it stands: it may be that the metrics are late.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export class CheckAlarms extends Construct {
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, { platform, check, origin }: CheckAlarmsProps) {
    super(scope, id);
    const { hostname } = platform;
    const watched = [
      {
        name: ALARMS.check(platform.id),
        check,
        says: `${hostname} is answered with its mirror: its origin fails, or a hold is set`,
      },
      {
        name: ALARMS.origin(platform.id),
        check: origin,
        says: `The origin of ${hostname} fails the checks of Route 53`,
      },
    ];
    for (const { name, says, check: one } of watched)
      new Alarm(this, name, {
        alarmName: name,
        alarmDescription: `${says}. What to do: docs/runbook.md#platform-turned`,
        metric: new Metric({
          namespace: 'AWS/Route53',
          metricName: 'HealthCheckStatus',
          dimensionsMap: { HealthCheckId: one.healthCheckId },
          statistic: 'Minimum',
          period: PERIOD,
        }),
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.IGNORE,
      });
    this.names = watched.map(({ name }) => name);
  }
}
