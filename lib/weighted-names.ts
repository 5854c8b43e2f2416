import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import {
  type IHealthCheck,
  type IHostedZone,
  RecordSet,
  RecordTarget,
  RecordType,
} from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';

/** Where the mirror's half of a pair points: to its addresses, or to Préau's own distribution. */
export type MirrorSide =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'cloud-front'; readonly distribution: IDistribution };

/** What one type says on either side, where both say one thing. */
export interface Twins {
  readonly origin: string;
  readonly mirror: string;
}

export interface WeightedNamesProps {
  readonly zone: IHostedZone;
  /** The protected name, in full. */
  readonly hostname: string;
  /** The origin's addresses, IPv4 and IPv6. */
  readonly origin: readonly string[];
  /** Of every kind of address that the origin has. */
  readonly mirror: MirrorSide;
  /** Where the name leads. @default none: it is published by addresses */
  readonly cname?: Twins;
  /** The HTTPS records beside the addresses. @default none */
  readonly https?: Twins;
  /** Well when visitors may be sent to the origin. */
  readonly originCheck: IHealthCheck;
  /** Always well. */
  readonly mirrorCheck: IHealthCheck;
  /** In seconds, 60 at most. An alias to CloudFront has CloudFront's own, which is 60. */
  readonly ttl: Duration;
}

/** In the order in which they are made. */
export const PAIR_TYPES = ['A', 'AAAA', 'CNAME', 'HTTPS'] as const;
type PairType = (typeof PAIR_TYPES)[number];

/** All that makes a pair what it is, in words that change when it does. */
export interface PairContent {
  readonly zone: string;
  readonly name: string;
  readonly type: PairType;
  readonly content: string;
}

const TTL_MAX_SEC = 60;

/**
 * The weighted pair of one protected name, for each record type that it publishes.
 *
 * Route 53 answers from healthy records of non-zero weight, and considers the zero-weight ones when
 * there is none: the origin while it is well, the mirror otherwise, with no code of ours running.
 *
 * The weights are those of rest. Préau sets others while it turns; CloudFormation writes a record
 * only when its template changes. A record stays when its stack goes: its name must not vanish.
 *
 * @throws Error when the TTL is too long, when the mirror lacks a kind of address that the origin has
 *   (a forgotten AAAA keeps every school with IPv6 on the dead origin), or for a CNAME that is not
 *   alone or stands at a zone's own name
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html
 */
export class WeightedNames extends Construct {
  readonly pairs: readonly PairContent[];

  constructor(scope: Construct, id: string, props: WeightedNamesProps) {
    super(scope, id);
    const ttlSec = props.ttl.toSeconds();
    if (ttlSec > TTL_MAX_SEC) {
      throw new Error(
        `the TTL of ${props.hostname} must be 60 seconds or less, got ${ttlSec}; lower names.ttl`,
      );
    }
    if (props.cname && (props.https || props.zone.zoneName === props.hostname)) {
      throw new Error(
        `${props.hostname} cannot be a CNAME beside an HTTPS record, nor as a zone's own name; remove origin.cname`,
      );
    }
    this.pairs = PAIR_TYPES.flatMap((type) => this.addPair(type, props));
  }

  private addPair(type: PairType, props: WeightedNamesProps): readonly PairContent[] {
    const origin = originOf(type, props);
    if (origin.length === 0) return [];
    const mirror = mirrorOf(type, props);
    const sides = [
      {
        setIdentifier: 'origin',
        weight: 100,
        target: RecordTarget.fromValues(...origin),
        healthCheck: props.originCheck,
      },
      { setIdentifier: 'mirror', weight: 0, target: mirror.target, healthCheck: props.mirrorCheck },
    ];
    for (const side of sides) {
      const shared = {
        zone: props.zone,
        recordName: `${props.hostname}.`,
        // An alias lives as long as what it points to: 60 s at CloudFront.
        ...(side.target.aliasTarget ? {} : { ttl: props.ttl }),
        ...side,
      };
      const record = new RecordSet(this, `${side.setIdentifier}-${type}`, {
        recordType: RecordType[type],
        ...shared,
      });
      record.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }
    const content = `${props.ttl.toSeconds()} s, ${origin.join(' ')}, ${mirror.content}`;
    return [{ zone: props.zone.hostedZoneId, name: props.hostname, type, content }];
  }
}

function originOf(type: PairType, { origin, cname, https }: WeightedNamesProps): readonly string[] {
  switch (type) {
    case 'A':
    case 'AAAA':
      return cname ? [] : addressesOf(type, origin);
    case 'CNAME':
      return cname ? [cname.origin] : [];
    case 'HTTPS':
      return https ? [https.origin] : [];
  }
}

function mirrorOf(
  type: PairType,
  { hostname, mirror, cname, https }: WeightedNamesProps,
): { readonly target: RecordTarget; readonly content: string } {
  const twin = type === 'CNAME' ? cname : type === 'HTTPS' ? https : undefined;
  if (twin) return { target: RecordTarget.fromValues(twin.mirror), content: twin.mirror };
  if (mirror.kind === 'cloud-front') {
    const { distribution } = mirror;
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    return { target, content: distribution.distributionDomainName };
  }
  const addresses = addressesOf(type, mirror.addresses);
  if (addresses.length > 0)
    return { target: RecordTarget.fromValues(...addresses), content: addresses.join(' ') };
  throw new Error(
    `the mirror of ${hostname} must have an ${type} address as its origin does, got none; add one to mirror.addresses`,
  );
}

const addressesOf = (type: PairType, addresses: readonly string[]): readonly string[] =>
  addresses.filter((address) => address.includes(':') === (type === 'AAAA'));
