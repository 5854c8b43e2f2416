import { Duration } from 'aws-cdk-lib';
import {
  AaaaRecord,
  ARecord,
  type IHealthCheck,
  type IHostedZone,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export interface WeightedNamesProps {
  readonly zone: IHostedZone;
  /** The protected name, in full. */
  readonly hostname: string;
  /** The origin's addresses, IPv4 and IPv6. */
  readonly origin: readonly string[];
  /** The mirror's addresses; of every kind that the origin has. */
  readonly mirror: readonly string[];
  /** Well when visitors may be sent to the origin. */
  readonly originCheck: IHealthCheck;
  /** Always well. */
  readonly mirrorCheck: IHealthCheck;
  /** At most 60 seconds. */
  readonly ttl: Duration;
}

const TTL_MAX = Duration.seconds(60);

/**
 * The weighted pair of one protected name, for each record type that its origin publishes.
 *
 * Route 53 answers from healthy records of non-zero weight, and considers the zero-weight ones when
 * there is none: the origin while it is well, the mirror otherwise, with no code of ours running.
 *
 * @throws Error when the TTL is too long, or the mirror lacks a kind of address that the origin has:
 *   a forgotten AAAA keeps every school with IPv6 on the dead origin
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html
 */
export class WeightedNames extends Construct {
  constructor(scope: Construct, id: string, props: WeightedNamesProps) {
    super(scope, id);
    if (props.ttl.toSeconds() > TTL_MAX.toSeconds()) {
      throw new Error(
        `the TTL of ${props.hostname} must be 60 seconds or less, got ${props.ttl.toSeconds()}; lower names.ttl`,
      );
    }
    for (const type of ['A', 'AAAA'] as const) this.addPair(type, props);
  }

  private addPair(type: 'A' | 'AAAA', props: WeightedNamesProps): void {
    const origin = props.origin.filter((address) => typeOf(address) === type);
    const mirror = props.mirror.filter((address) => typeOf(address) === type);
    if (origin.length === 0) return;
    if (mirror.length === 0) {
      throw new Error(
        `the mirror of ${props.hostname} must have an ${type} address as its origin does, got none; add one to mirror.addresses`,
      );
    }
    const sides = [
      { side: 'origin', weight: 100, addresses: origin, healthCheck: props.originCheck },
      { side: 'mirror', weight: 0, addresses: mirror, healthCheck: props.mirrorCheck },
    ];
    for (const { side, weight, addresses, healthCheck } of sides) {
      const shared = {
        zone: props.zone,
        recordName: `${props.hostname}.`,
        target: RecordTarget.fromIpAddresses(...addresses),
        ttl: props.ttl,
        setIdentifier: side,
        weight,
        healthCheck,
      };
      if (type === 'A') new ARecord(this, `${side}-${type}`, shared);
      else new AaaaRecord(this, `${side}-${type}`, shared);
    }
  }
}

function typeOf(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}
