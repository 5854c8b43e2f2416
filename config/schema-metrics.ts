import { z } from 'zod';
import { region } from './schema-aws.ts';

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
const loadBalancerArn = z
  .string()
  .max(300)
  .regex(
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:loadbalancer\/app\/[\w-]{1,32}\/[\da-f]{1,32}$/,
    { error: 'problem:load-balancer-arn' },
  );

/** CloudFront distributions, Route 53 zones, load balancers, Elastic IPs, accelerators. */
const shieldedArn = z
  .string()
  .max(300)
  .regex(
    /^arn:aws[a-z-]*:(?:cloudfront|route53|elasticloadbalancing|ec2|globalaccelerator):[\w-]*:(?:\d{12})?:[\w/.:-]{1,200}$/,
    { error: 'problem:shield-arn' },
  );

/** The metrics of a platform on AWS, for whoever may read them: evidence on the cause. */
export const platformMetricsSchema = z.strictObject({
  loadBalancer: loadBalancerArn
    .exactOptional()
    .describe('ARN of its application load balancer: requests, refusals, times, errors.'),
  webAcl: z
    .strictObject({
      metric: z
        .string()
        .regex(/^[\w-]{1,128}$/, { error: 'problem:metric-name' })
        .describe('The CloudWatch metric name of its protection pack (web ACL).'),
      region: region.exactOptional().describe('Absent: it stands before CloudFront.'),
    })
    .exactOptional()
    .describe('AWS WAF: requests that its anti-DDoS rules suspect, challenges passed.'),
  shieldResource: shieldedArn
    .exactOptional()
    .describe('ARN of what Shield Advanced protects: floods that it sees.'),
});

export type PlatformMetricsConfig = z.output<typeof platformMetricsSchema>;
