import { CustomResource, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { AwsConfig } from '../config/schema-aws.ts';
import type { Config } from '../config/schema.ts';
import { acknowledge } from './acknowledge.ts';
import { PreauFunction } from './preau-function.ts';

export interface CheckSendingProps {
  readonly deployment: string;
  readonly config: Config & { readonly aws: AwsConfig };
  /** Encrypts its log. */
  readonly logKey: IKey;
}

/** The function has one minute; CloudFormation gives up a little later. */
const ANSWER_WITHIN = Duration.minutes(3);

/** Everything that it asks is read-only, and knows no resources. */
const READS = [
  'ses:GetAccount',
  'sns:GetSMSAttributes',
  'sns:GetSMSSandboxAccountStatus',
  'sms-voice:DescribeAccountAttributes',
  'sms-voice:DescribeSenderIds',
  'sms-voice:DescribeSpendLimits',
];

/**
 * Refuses a deployment into an account that would not let notices leave: a sandbox, a spending limit
 * below the budget of an incident, a sender that nobody asked for. It is asked again when any of what
 * sending counts on changes.
 */
export class CheckSending extends Construct {
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, { deployment, config, logKey }: CheckSendingProps) {
    super(scope, id);
    const { lambda, role } = new PreauFunction(this, 'Function', {
      name: 'check-sending',
      deployment,
      environment: {},
      logKey,
    });
    // An answer was given, or could not be: asking again is the deployment's business.
    lambda.configureAsyncInvoke({ retryAttempts: 0 });
    role.addToPrincipalPolicy(new PolicyStatement({ actions: READS, resources: ['*'] }));
    acknowledge(role, {
      rule: 'IAM5[Resource::*]',
      reason: "It only reads the account's own quotas, which are no resources",
    });
    const { aws, notices } = config;
    const needs = {
      region: aws.region,
      service: aws.sms,
      mailsPerSecond: notices.mailsPerSecond,
      budgetEuros: notices.budget,
      sender: notices.sms?.sender ?? null,
      // The directory is published after the deployment: the budget stands for what an incident costs.
      mails: null,
      forecastEuros: null,
    };
    this.resource = new CustomResource(this, 'Resource', {
      serviceToken: lambda.functionArn,
      resourceType: 'Custom::CheckSending',
      serviceTimeout: ANSWER_WITHIN,
      properties: { needs: JSON.stringify(needs) },
    });
    // Its rights first, or it is refused what it asks.
    this.resource.node.addDependency(role);
  }
}
