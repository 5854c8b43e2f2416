import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';

/** Point a name at a distribution, for IPv4 and IPv6. An alias has no TTL of its own. */
export function aliasRecords(
  scope: Construct,
  hostname: string,
  zone: IHostedZone,
  distribution: IDistribution,
): void {
  const record = {
    zone,
    recordName: `${hostname}.`,
    target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)),
  };
  new ARecord(scope, `${hostname}-A`, record);
  new AaaaRecord(scope, `${hostname}-AAAA`, record);
}
