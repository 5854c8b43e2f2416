import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HostedZone, type IHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';
import type { ZoneConfig } from '../config/schema-home.ts';
import type { WatchStack } from './watch-stack.ts';
import { WeightedNames } from './weighted-names.ts';

export interface NamesStackProps extends StackProps {
  readonly config: Config;
  /** Its checks must be healthy before this stack is deployed. */
  readonly watch: WatchStack;
}

/** The zones and the weighted pair of every sheltered platform. */
export class NamesStack extends Stack {
  constructor(scope: Construct, id: string, props: NamesStackProps) {
    super(scope, id, props);
    const { config, watch } = props;
    const zones = config.names.zones.map((zone) => ({ zone, hosted: this.hostZone(zone) }));
    for (const { id: platform, hostname, origin, mirror } of config.platforms) {
      const originCheck = watch.checks.get(platform);
      if (!mirror || !originCheck || !watch.always) continue;
      new WeightedNames(this, platform, {
        zone: zoneOf(zones, hostname),
        hostname,
        origin: origin.addresses,
        mirror: mirror.addresses,
        originCheck,
        mirrorCheck: watch.always,
        ttl: Duration.millis(config.names.ttl),
      });
    }
  }

  private hostZone({ name, hostedZoneId }: ZoneConfig): IHostedZone {
    if (hostedZoneId === undefined) return new PublicHostedZone(this, name, { zoneName: name });
    return HostedZone.fromHostedZoneAttributes(this, name, { hostedZoneId, zoneName: name });
  }
}

/** The most precise zone: `ent.region.example` before `region.example`. */
function zoneOf(
  zones: readonly { readonly zone: ZoneConfig; readonly hosted: IHostedZone }[],
  hostname: string,
): IHostedZone {
  const [nearest] = zones
    .filter(({ zone }) => `.${hostname}`.endsWith(`.${zone.name}`))
    .toSorted((a, b) => b.zone.name.length - a.zone.name.length);
  if (nearest) return nearest.hosted;
  throw new Error(`expected a zone for ${hostname} in names.zones, got none; add its zone`);
}
