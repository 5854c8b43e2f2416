import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { HEALTH_PATH } from '../config/aws-names.ts';
import { acknowledge } from './acknowledge.ts';

/**
 * Requests a second, on average and at once, of everybody together: some watchers ask once a minute.
 * What is refused costs nothing, and is asked again. Chosen.
 */
const THROTTLE = { rateLimit: 5, burstLimit: 20 };

/**
 * Where strangers ask how the home does. It is an API of its own: its 503 is an answer, and would ring
 * the alarm on the errors of the other; and whoever floods it leaves the links in notices alone.
 */
export class HealthApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { lambda }: { readonly lambda: IFunction }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'How the home does',
      createDefaultStage: false,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
    });
    acknowledge(stage, {
      rule: 'APIG1',
      reason: 'It is asked the same by everybody all day, and answers with figures alone',
    });
    const routes = this.api.addRoutes({
      path: HEALTH_PATH,
      methods: [HttpMethod.GET, HttpMethod.HEAD],
      integration: new HttpLambdaIntegration('Health', lambda),
    });
    for (const route of routes)
      acknowledge(route, {
        rule: 'APIG4',
        reason: 'Whoever watches the home from outside has no account with it',
      });
  }
}
