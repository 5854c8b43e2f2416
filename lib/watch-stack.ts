import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { HealthCheck, IHealthCheck } from 'aws-cdk-lib/aws-route53';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { CHECK_EXPORTS, CHECK_ORDER } from '../config/aws-exports.ts';
import { FAR_ALARMS, GLOBAL_REGION } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import type { PlatformConfig } from '../config/schema-platform.ts';
import { AlarmForward } from './alarm-forward.ts';
import { AlwaysHealthy } from './always-healthy.ts';
import { CheckAlarms } from './check-alarms.ts';
import { holdHost } from './hold-bucket.ts';
import { addOperatorAlarm } from './operator-alarm.ts';
import { operatorsOf, OperatorsTopic } from './operators-topic.ts';
import { PlatformCheck } from './platform-check.ts';

export interface WatchStackProps extends StackProps {
  readonly config: Config;
  /** The event bus of the home Region. */
  readonly busArn: string;
}

/**
 * The health checks of every sheltered platform, and their alarms. The records that use them are
 * another stack's: a new hold check is unhealthy until it has data, and would send everybody to the
 * mirror. Nothing here points at a name, so that deploying it turns nobody.
 *
 * @throws Error in another Region than us-east-1, or without an `aws` section
 */
export class WatchStack extends Stack {
  /** By platform: well when its visitors may be sent to the origin. */
  readonly checks: ReadonlyMap<string, IHealthCheck>;
  /** Absent when no platform has a mirror. */
  readonly always?: IHealthCheck;

  constructor(scope: Construct, id: string, { config, busArn, ...props }: WatchStackProps) {
    super(scope, id, {
      description:
        'Préau: health checks that turn names with no code, and alarms that decide nothing',
      ...props,
    });
    if (this.region !== GLOBAL_REGION)
      throw new Error(
        `expected ${id} in ${GLOBAL_REGION}, where the metrics of health checks are, got ${this.region}; give it that Region`,
      );
    const made = config.platforms
      .filter(({ mirror }) => mirror)
      .map((platform) => ({ platform, check: this.checkOf(platform, config) }));
    this.checks = new Map(made.map(({ platform, check }) => [platform.id, check.check]));
    const [first] = made;
    if (!first) return;
    this.always = this.alwaysBeside(first.check.origin);
    const alarms = made.flatMap(
      ({ platform, check: { check, origin } }) =>
        new CheckAlarms(this, `${platform.id}-alarms`, { platform, check, origin }).names,
    );
    const { undelivered } = new AlarmForward(this, 'Alarms', { alarms, busArn });
    this.tellOfUndelivered(undelivered, config);
  }

  /** The home cannot see this Region's queue, and a Region that is down cannot tell of itself. */
  private tellOfUndelivered(undelivered: IQueue, config: Config): void {
    const { topic } = new OperatorsTopic(this, 'Operators', { addresses: operatorsOf(config) });
    addOperatorAlarm(
      this,
      {
        name: FAR_ALARMS.forward,
        says: 'What the health checks say does not reach the home Region',
        runbook: 'dead-letters',
        metric: undelivered.metricApproximateNumberOfMessagesVisible({
          statistic: Stats.MAXIMUM,
          period: Duration.minutes(5),
        }),
        above: 0,
      },
      topic,
    );
  }

  private checkOf(platform: PlatformConfig, { aws, names }: Config): PlatformCheck {
    if (!aws) throw new Error('expected an aws section in the configuration, got none; add it');
    const made = new PlatformCheck(this, platform.id, {
      platform,
      names,
      holdHost: holdHost(aws.holdBucket, aws.holdRegion),
      checkerRegions: aws.checkerRegions,
    });
    const ids = {
      both: made.check.healthCheckId,
      origin: made.origin.healthCheckId,
      hold: made.hold.healthCheckId,
    };
    new CfnOutput(made, 'Checks', {
      description: `The checks of ${platform.hostname}: ${CHECK_ORDER.join(', ')}`,
      value: Fn.join(
        ',',
        CHECK_ORDER.map((one) => ids[one]),
      ),
      exportName: CHECK_EXPORTS.platform(platform.id),
    });
    return made;
  }

  private alwaysBeside(child: HealthCheck): IHealthCheck {
    const { check } = new AlwaysHealthy(this, 'Always', { child });
    new CfnOutput(check, 'Id', {
      description: 'The check behind every record that points to a mirror',
      value: check.healthCheckId,
      exportName: CHECK_EXPORTS.always,
    });
    return check;
  }
}
