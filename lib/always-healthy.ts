import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export interface AlwaysHealthyProps {
  /** Any plain check: its state does not matter. */
  readonly child: HealthCheck;
}

/**
 * A check that is healthy by definition: at least none of its children must be. One for all mirrors.
 *
 * When no record of a group is healthy, Route 53 takes all for healthy and is back at the dead
 * origin. With this, the mirror always is; and every record of the group has a check, which is the
 * documented case.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html HealthThreshold 0
 */
export class AlwaysHealthy extends Construct {
  readonly check: HealthCheck;

  constructor(scope: Construct, id: string, { child }: AlwaysHealthyProps) {
    super(scope, id);
    this.check = new HealthCheck(this, 'Check', {
      type: HealthCheckType.CALCULATED,
      childHealthChecks: [child],
      healthThreshold: 0,
    });
    this.check.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    Tags.of(this.check).add('Name', 'Préau: always healthy, behind every mirror');
  }
}
