import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  type ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';
import { isCovered, pagesHost } from './covered-names.ts';

/** As much of the stack of zones as others ask for. */
export interface ZoneFinder {
  /** The most precise zone: `ent.region.example` before `region.example`. */
  zoneFor(hostname: string): IHostedZone;
}

export interface CertificatesStackProps extends StackProps {
  readonly config: Config;
  readonly zones: ZoneFinder;
}

/**
 * The certificates that CloudFront shows, issued before anything falls: by DNS in the zones that
 * Préau answers for, so that they are renewed whichever side a name points to.
 *
 * In us-east-1, where CloudFront looks for them.
 *
 * @throws Error when a mirror with cloudFront has a name outside every zone
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class CertificatesStack extends Stack {
  /** By platform, for the protected name and the mirror's own. */
  readonly mirrors: ReadonlyMap<string, ICertificate>;
  /** Absent when the status page's name is under none of the zones. */
  readonly pages?: ICertificate;

  constructor(scope: Construct, id: string, props: CertificatesStackProps) {
    super(scope, id, { crossRegionReferences: true, ...props });
    const { config } = props;
    this.mirrors = new Map(
      config.platforms.flatMap(({ id: platform, hostname, mirror }, index) => {
        if (!mirror?.cloudFront) return [];
        refuseUncovered(config, `platforms.${index}.hostname`, hostname);
        refuseUncovered(config, `platforms.${index}.mirror.ownName`, mirror.ownName);
        const names = [hostname, mirror.ownName];
        return [[platform, this.certify(`Mirror-${platform}`, names, props.zones)] as const];
      }),
    );
    const host = pagesHost(config);
    if (isCovered(config, host)) this.pages = this.certify('Pages', [host], props.zones);
  }

  private certify(id: string, names: readonly string[], zones: ZoneFinder): Certificate {
    const [domainName = '', ...subjectAlternativeNames] = names;
    return new Certificate(this, id, {
      domainName,
      subjectAlternativeNames,
      validation: CertificateValidation.fromDnsMultiZone(
        Object.fromEntries(names.map((name) => [name, zones.zoneFor(name)])),
      ),
    });
  }
}

function refuseUncovered(config: Config, field: string, name: string): void {
  if (isCovered(config, name)) return;
  const zones = config.names.zones.map((zone) => zone.name).join(', ') || 'none';
  throw new Error(
    `${field}: expected a name under one of names.zones, got ${name} (zones: ${zones}); add its zone, or keep this mirror at another hoster`,
  );
}
