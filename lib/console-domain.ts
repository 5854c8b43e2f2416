import { CfnOutput } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  type HttpApi,
  type HttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { ZoneConfig } from '../config/schema-home.ts';

export interface ConsoleDomainProps {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly hostname: string;
  /** Those of the configuration: the name is published in the one that it belongs to, by its id. */
  readonly zones: readonly ZoneConfig[];
}

/**
 * A name of the organisation's own for the console. In a hosted zone that the configuration names by
 * its id, certificate and records make themselves. Elsewhere two records are published by hand: the
 * certificate's, which the deployment waits for, then the one that is printed as an output.
 */
export class ConsoleDomain extends Construct {
  constructor(scope: Construct, id: string, props: ConsoleDomainProps) {
    super(scope, id);
    const { api, stage, hostname: domainName } = props;
    const zone = this.findZone(props);
    const certificate = new Certificate(this, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(zone),
    });
    const domain = new DomainName(this, 'Name', {
      domainName,
      certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', { api, stage, domainName: domain });
    const { regionalDomainName, regionalHostedZoneId } = domain;
    if (zone === undefined) {
      new CfnOutput(this, 'Cname', {
        description: "To publish in the console's zone",
        value: `${domainName} CNAME ${regionalDomainName}`,
      });
      return;
    }
    const alias = new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId);
    const record = { zone, recordName: `${domainName}.`, target: RecordTarget.fromAlias(alias) };
    new ARecord(this, 'A', record);
    new AaaaRecord(this, 'Aaaa', record);
  }

  /** The most precise one, if its id is known. */
  private findZone({ hostname, zones }: ConsoleDomainProps) {
    const [nearest] = zones
      .filter(({ name }) => `.${hostname}`.endsWith(`.${name}`))
      .toSorted((a, b) => b.name.length - a.name.length);
    if (nearest?.hostedZoneId === undefined) return undefined;
    return HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: nearest.hostedZoneId,
      zoneName: nearest.name,
    });
  }
}
