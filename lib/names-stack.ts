import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { HealthCheck, type IHealthCheck } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { CHECK_EXPORTS, CHECK_ORDER, type CheckIds } from '../config/aws-exports.ts';
import type { Config } from '../config/schema.ts';
import type { MirrorConfig, PlatformConfig } from '../config/schema-platform.ts';
import { AwaitChecks } from './await-checks.ts';
import type { WatchStack } from './watch-stack.ts';
import { type MirrorSide, type Twins, WeightedNames } from './weighted-names.ts';
import type { ZonesStack } from './zones-stack.ts';

export interface NamesStackProps extends StackProps {
  readonly config: Config;
  readonly deployment: string;
  readonly zones: Pick<ZonesStack, 'zoneFor'>;
  /** Its checks must be healthy before a name leans on them. */
  readonly watch: WatchStack;
  /** Of the mirrors with cloudFront, by platform. */
  readonly distributions: ReadonlyMap<string, IDistribution>;
}

interface Sheltered {
  readonly platform: PlatformConfig;
  readonly mirror: MirrorConfig;
  readonly checks: CheckIds;
}

/**
 * The weighted pair of every sheltered platform, once its checks are healthy. Names that were
 * adopted are left as they stand: their pairs are `preau adopt`'s.
 *
 * CloudFormation writes a record when its template changes and at no other time, so that the weights
 * that Préau sets stay; see docs/names.md for what that means.
 */
export class NamesStack extends Stack {
  constructor(scope: Construct, id: string, props: NamesStackProps) {
    const { config, deployment, zones, watch, distributions, ...rest } = props;
    super(scope, id, {
      crossRegionReferences: true,
      description:
        'Préau: the protected names. Weights here are those of rest; Préau sets others while it turns, and records outlive this stack',
      ...rest,
    });
    this.addStackDependency(watch);
    const adopted = new Set(config.names.zones.flatMap((zone) => zone.adopted));
    const sheltered = config.platforms.flatMap((platform): readonly Sheltered[] =>
      platform.mirror
        ? [{ platform, mirror: platform.mirror, checks: importedChecks(platform.id) }]
        : [],
    );
    if (sheltered.length === 0) return;
    const always = this.importCheck('Always', Fn.importValue(CHECK_EXPORTS.always));
    const ttl = Duration.seconds(Math.floor(config.names.ttl / 1_000));
    const made = sheltered
      .filter(({ platform }) => !adopted.has(platform.hostname))
      .map(
        ({ platform, mirror, checks }) =>
          new WeightedNames(this, platform.id, {
            zone: zones.zoneFor(platform.hostname),
            hostname: platform.hostname,
            origin: platform.origin.addresses,
            mirror: sideOf(platform, mirror, distributions),
            ...twinsOf(platform, mirror),
            originCheck: this.importCheck(`${platform.id}-check`, checks.both),
            mirrorCheck: always,
            ttl,
          }),
      );
    const checked = new AwaitChecks(this, 'AwaitChecks', {
      deployment,
      always: always.healthCheckId,
      checks: sheltered.map(({ platform: { id: platform, hostname }, checks }) => ({
        platform,
        hostname,
        ...checks,
      })),
      pairs: made.flatMap(({ pairs }) => pairs),
    });
    for (const names of made) names.node.addDependency(checked.resource);
    if (adopted.size > 0)
      new CfnOutput(this, 'Adopted', {
        description: 'Names whose pairs "preau adopt" made: this stack leaves them as they stand',
        value: [...adopted].join(' '),
      });
  }

  private importCheck(id: string, healthCheckId: string): IHealthCheck {
    return HealthCheck.fromHealthCheckId(this, id, healthCheckId);
  }
}

/** What the stack of checks exports: CloudFormation then keeps the checks from going. */
function importedChecks(platform: string): CheckIds {
  const parts = Fn.split(',', Fn.importValue(CHECK_EXPORTS.platform(platform)), CHECK_ORDER.length);
  const idOf = (which: keyof CheckIds) => Fn.select(CHECK_ORDER.indexOf(which), parts);
  return { both: idOf('both'), origin: idOf('origin'), hold: idOf('hold') };
}

function twinsOf(
  { origin }: PlatformConfig,
  mirror: MirrorConfig,
): { readonly cname?: Twins; readonly https?: Twins } {
  return {
    ...(origin.cname !== undefined && { cname: { origin: origin.cname, mirror: mirror.ownName } }),
    ...(origin.https !== undefined &&
      mirror.https !== undefined && { https: { origin: origin.https, mirror: mirror.https } }),
  };
}

function sideOf(
  { id }: PlatformConfig,
  { addresses, cloudFront }: MirrorConfig,
  distributions: ReadonlyMap<string, IDistribution>,
): MirrorSide {
  if (!cloudFront) return { kind: 'addresses', addresses };
  const distribution = distributions.get(id);
  if (distribution) return { kind: 'cloud-front', distribution };
  throw new Error(
    `expected a distribution for the mirror of ${id}, got none; deploy it from the stack of mirrors`,
  );
}
