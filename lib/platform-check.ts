import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { checkerIntervalMs } from '../config/aws-health-checks.ts';
import type { NamesConfig } from '../config/schema-home.ts';
import type { PlatformConfig } from '../config/schema-platform.ts';
import { HOLDS_PREFIX } from './hold-bucket.ts';

export interface PlatformCheckProps {
  readonly platform: PlatformConfig;
  /** Interval and threshold of the origin's check. */
  readonly names: NamesConfig;
  /** The host that serves the holds; see `holdHost`. */
  readonly holdHost: string;
  /**
   * Where Route 53 looks from, three Regions at least.
   *
   * @default from all eight
   */
  readonly checkerRegions?: readonly string[] | undefined;
}

/** For the hold: whoever shelters by it waits for its next look. */
const FAST = Duration.seconds(10);

/**
 * Whether a platform's visitors may be sent to its origin: the origin is well *and* nothing holds
 * them on the mirror.
 *
 * - `origin` asks the origin's own name for its page over HTTPS with SNI, and looks for the expected
 *   text. Never the protected name: its results would be unpredictable, since that name turns.
 * - `hold` asks for the hold object, inverted: present means unhealthy. S3 being down releases, so
 *   that an outage of S3 cannot shelter anybody by itself. New, it is unhealthy until it has data.
 * - `check` is well when both are. Its children are plain checks: a calculated check cannot have a
 *   calculated child.
 *
 * They stay when their stack goes: records lean on them, and turn by them with all of Préau gone.
 * Latency is not measured: it costs as much as the check, and Préau's own probes time every step.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export class PlatformCheck extends Construct {
  readonly origin: HealthCheck;
  readonly hold: HealthCheck;
  readonly check: HealthCheck;

  constructor(scope: Construct, id: string, props: PlatformCheckProps) {
    super(scope, id);
    const { platform, names, holdHost, checkerRegions } = props;
    const from = checkerRegions && { regions: [...checkerRegions] };
    this.origin = new HealthCheck(this, 'Origin', {
      type: HealthCheckType.HTTPS_STR_MATCH,
      fqdn: platform.origin.host,
      port: platform.origin.port,
      resourcePath: platform.origin.path,
      searchString: platform.origin.expect,
      enableSNI: true,
      requestInterval: Duration.millis(checkerIntervalMs(names)),
      failureThreshold: names.failureThreshold,
      ...from,
    });
    this.hold = new HealthCheck(this, 'Hold', {
      type: HealthCheckType.HTTPS,
      fqdn: holdHost,
      port: 443,
      resourcePath: `/${HOLDS_PREFIX}${platform.id}`,
      enableSNI: true,
      inverted: true,
      requestInterval: FAST,
      // Once is enough: an object is there or it is not.
      failureThreshold: 1,
      ...from,
    });
    this.check = new HealthCheck(this, 'Both', {
      type: HealthCheckType.CALCULATED,
      childHealthChecks: [this.origin, this.hold],
      healthThreshold: 2,
    });
    const { origin, hold, check } = this;
    for (const [what, one] of Object.entries({ origin, hold, 'origin and hold': check })) {
      one.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
      Tags.of(one).add('Name', `Préau ${platform.hostname}: ${what}`);
    }
  }
}
