import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { CheckIds } from '../config/aws-exports.ts';
import { acknowledge } from './acknowledge.ts';
import { PreauFunction } from './preau-function.ts';
import type { PairContent } from './weighted-names.ts';

export interface AwaitChecksProps {
  readonly deployment: string;
  /** Of every sheltered platform, adopted or not. */
  readonly checks: readonly ({ readonly platform: string; readonly hostname: string } & CheckIds)[];
  /** The check behind every mirror's record. */
  readonly always: string;
  /** Those that the stack makes. */
  readonly pairs: readonly PairContent[];
}

/** The function has 12 minutes; CloudFormation gives up a little later. */
const ANSWER_WITHIN = Duration.minutes(14);

/**
 * Goes on once every health check is healthy and every name is free, and refuses otherwise: what
 * depends on it turns nobody by being deployed. It is asked again when a check or a pair changes.
 *
 * A function that answers CloudFormation itself: the CDK's provider would be three functions and a
 * state machine, with the right to call one another.
 */
export class AwaitChecks extends Construct {
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: AwaitChecksProps) {
    super(scope, id);
    const { deployment, checks, always, pairs } = props;
    const { lambda, role } = new PreauFunction(this, 'Function', {
      name: 'await-checks',
      deployment,
      environment: {},
    });
    // An answer was given, or could not be: asking again is the deployment's business.
    lambda.configureAsyncInvoke({ retryAttempts: 0 });
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] }),
    );
    const zones = [...new Set(pairs.map(({ zone }) => zone))];
    if (zones.length > 0)
      role.addToPrincipalPolicy(
        new PolicyStatement({
          actions: ['route53:ListResourceRecordSets'],
          resources: zones.map(
            (zone) => `arn:${Stack.of(this).partition}:route53:::hostedzone/${zone}`,
          ),
        }),
      );
    acknowledge(role, {
      rule: 'IAM5[Resource::*]',
      reason: 'GetMetricData knows no resources; it only reads metrics.',
    });
    this.resource = new CustomResource(this, 'Resource', {
      serviceToken: lambda.functionArn,
      resourceType: 'Custom::AwaitChecks',
      serviceTimeout: ANSWER_WITHIN,
      properties: { always, checks, pairs },
    });
  }
}
