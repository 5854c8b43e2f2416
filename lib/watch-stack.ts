import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';
import { AlwaysHealthy } from './always-healthy.ts';
import { holdHost } from './hold-bucket.ts';
import { PlatformCheck } from './platform-check.ts';

export interface WatchStackProps extends StackProps {
  readonly config: Config;
  readonly holdBucketName: string;
  readonly holdRegion: string;
}

/**
 * The health checks of every sheltered platform. The records that use them are another stack's: a
 * new hold check is unhealthy until it has data, and would send everybody to the mirror.
 */
export class WatchStack extends Stack {
  /** By platform: well when its visitors may be sent to the origin. */
  readonly checks: ReadonlyMap<string, IHealthCheck>;
  /** Absent when no platform has a mirror. */
  readonly always?: IHealthCheck;

  constructor(scope: Construct, id: string, props: WatchStackProps) {
    super(scope, id, props);
    const { config, holdBucketName, holdRegion } = props;
    const made = config.platforms
      .filter(({ mirror }) => mirror)
      .map((platform) => {
        const host = holdHost(holdBucketName, holdRegion);
        const shared = { platform, names: config.names, holdHost: host };
        return { platform, check: new PlatformCheck(this, platform.id, shared) };
      });
    this.checks = new Map(made.map(({ platform, check }) => [platform.id, check.check]));
    const [first] = made;
    if (first) this.always = new AlwaysHealthy(this, 'Always', { child: first.check.origin }).check;
  }
}
