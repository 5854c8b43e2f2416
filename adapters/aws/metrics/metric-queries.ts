import { GLOBAL_REGION } from '../../../config/aws-names.ts';
import type { PlatformMetricsConfig } from '../../../config/schema-metrics.ts';
import type { MetricQuery, RegionQueries } from './metric-query.ts';

/**
 * What is asked of CloudWatch for one platform, by Region.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/shield-metrics.html
 */
export function metricQueries(platform: PlatformMetricsConfig): readonly RegionQueries[] {
  const { loadBalancer, webAcl, shieldResource } = platform;
  const parts: readonly RegionQueries[] = [
    ...(loadBalancer === undefined
      ? []
      : [{ region: regionOf(loadBalancer), queries: ofLoadBalancer(loadBalancer) }]),
    ...(webAcl === undefined
      ? []
      : [{ region: webAcl.region ?? GLOBAL_REGION, queries: ofFirewall(webAcl) }]),
    ...(shieldResource === undefined
      ? []
      : [{ region: regionOf(shieldResource), queries: ofShield(shieldResource) }]),
  ];
  const byRegion = Map.groupBy(parts, ({ region }) => region);
  return [...byRegion].map(([region, some]) => ({
    region,
    queries: some.flatMap(({ queries }) => queries),
  }));
}

/** What is global has no Region in its ARN, and its metrics in us-east-1. */
const regionOf = (arn: string): string => arn.split(':')[3] || GLOBAL_REGION;

/** Seconds to milliseconds. */
const MS = 1_000;

function ofLoadBalancer(arn: string): readonly MetricQuery[] {
  const dimensions = { LoadBalancer: arn.slice(arn.indexOf('loadbalancer/') + 13) };
  const of = (
    name: MetricQuery['name'],
    metric: string,
    stat: MetricQuery['stat'] = 'Sum',
  ): MetricQuery => ({ name, namespace: 'AWS/ApplicationELB', metric, stat, dimensions });
  return [
    of('requests', 'RequestCount'),
    of('rejected', 'RejectedConnectionCount'),
    of('elb502', 'HTTPCode_ELB_502_Count'),
    of('elb503', 'HTTPCode_ELB_503_Count'),
    of('elb504', 'HTTPCode_ELB_504_Count'),
    of('target5xx', 'HTTPCode_Target_5XX_Count'),
    { ...of('responseMs', 'TargetResponseTime', 'p50'), times: MS },
  ];
}

/** The labels of the anti-DDoS rules; a labelled request is counted by what became of it. */
const SUSPECTED = {
  LabelNamespace: 'awswaf:managed:aws:anti-ddos',
  Label: 'high-suspicion-ddos-request',
};

function ofFirewall({
  metric: WebACL,
  region,
}: NonNullable<PlatformMetricsConfig['webAcl']>): readonly MetricQuery[] {
  // Before CloudFront there is no Region among the dimensions.
  const acl = { WebACL, ...(region !== undefined && { Region: region }) };
  const of = (
    name: MetricQuery['name'],
    metric: string,
    dimensions: Readonly<Record<string, string>>,
    times = 1,
  ): MetricQuery => ({ name, namespace: 'AWS/WAFV2', metric, stat: 'Sum', dimensions, times });
  const all = { ...acl, Rule: 'ALL' };
  const suspected = { ...acl, ...SUSPECTED };
  return [
    of('wafRequests', 'AllowedRequests', all),
    of('wafRequests', 'BlockedRequests', all),
    // A challenge without a valid token ends the request; with one it is allowed, or not, further on.
    of('wafRequests', 'ChallengeRequests', all),
    of('wafRequests', 'RequestsWithValidChallengeToken', all, -1),
    of('wafSuspected', 'AllowedRequests', suspected),
    of('wafSuspected', 'BlockedRequests', suspected),
    of('wafSuspected', 'ChallengeRequests', suspected),
    of('challenged', 'ChallengeRequests', all),
    of('challengePassed', 'RequestsWithValidChallengeToken', all),
  ];
}

/** What Shield tells apart, requests excepted: they are no bits. */
const VECTORS = [
  'ACKFlood',
  'ChargenReflection',
  'DNSReflection',
  'GenericUDPReflection',
  'MemcachedReflection',
  'MSSQLReflection',
  'NetBIOSReflection',
  'NTPReflection',
  'PortMapper',
  'RIPReflection',
  'SNMPReflection',
  'SSDPReflection',
  'SYNFlood',
  'UDPFragment',
  'UDPReflection',
  'UDPTraffic',
] as const;

function ofShield(ResourceArn: string): readonly MetricQuery[] {
  const of = (
    name: MetricQuery['name'],
    metric: string,
    more: Readonly<Record<string, string>> = {},
  ): MetricQuery => ({
    name,
    namespace: 'AWS/DDoSProtection',
    metric,
    stat: 'Maximum',
    dimensions: { ResourceArn, ...more },
  });
  return [
    of('ddosDetected', 'DDoSDetected'),
    ...VECTORS.map((AttackVector) =>
      of('ddosBitsPerSec', 'DDoSAttackBitsPerSecond', { AttackVector }),
    ),
  ];
}
