import { CfnOutput, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HostedZone, type IHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';
import type { ZoneConfig } from '../config/schema-home.ts';

export interface ZonesStackProps extends StackProps {
  readonly config: Config;
}

interface Zone {
  readonly name: string;
  readonly hosted: IHostedZone;
}

/**
 * The zones that protected names are under: those that the configuration knows an id of, and those
 * that it does not, which are made here. Certificates and names both need them.
 *
 * A zone that was made stays when this stack goes: with it would go every name in it.
 */
export class ZonesStack extends Stack {
  private readonly zones: readonly Zone[];

  constructor(scope: Construct, id: string, { config, ...props }: ZonesStackProps) {
    super(scope, id, {
      description: 'Préau: the public zones that it made; they outlive this stack',
      ...props,
    });
    this.zones = config.names.zones.map((zone) => ({
      name: zone.name,
      hosted: this.hostZone(zone),
    }));
  }

  /**
   * The most precise zone: `ent.region.example` before `region.example`.
   *
   * @throws Error when no zone covers the name
   */
  zoneFor(hostname: string): IHostedZone {
    const [nearest] = this.zones
      .filter(({ name }) => `.${hostname}`.endsWith(`.${name}`))
      .toSorted((a, b) => b.name.length - a.name.length);
    if (nearest) return nearest.hosted;
    throw new Error(`expected a zone for ${hostname} in names.zones, got none; add its zone`);
  }

  private hostZone({ name, hostedZoneId }: ZoneConfig): IHostedZone {
    if (hostedZoneId !== undefined)
      return HostedZone.fromHostedZoneAttributes(this, name, { hostedZoneId, zoneName: name });
    const zone = new PublicHostedZone(this, name, {
      zoneName: name,
      comment: 'Protected names of Préau',
      // Records can be changed again an hour after us-east-1 fails; answers never depend on it.
      acceleratedRecoveryEnabled: true,
    });
    zone.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new CfnOutput(zone, 'NameServers', {
      description: `What the parent zone must list for ${name}, and names.zones[].nameServers`,
      value: Fn.join(' ', zone.hostedZoneNameServers ?? []),
    });
    return zone;
  }
}
