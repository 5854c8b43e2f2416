import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AccountRootPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EVENT_BUS } from '../config/aws-names.ts';

export interface AlarmBusProps {
  readonly rounds: IQueue;
  readonly undelivered: IQueue;
}

/** A later word on a health check says nothing that the rounds have not seen by then. Chosen. */
const WORTH_TELLING = Duration.minutes(15);

const ALARMS = 'AlarmsOfThisAccount';

/**
 * Where the alarms of Route 53's health checks arrive: these are in us-east-1, whose rule forwards
 * them here, and from here they go to the queue of rounds.
 */
export class AlarmBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { rounds, undelivered }: AlarmBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: EVENT_BUS,
      description: 'Alarms of the health checks, from us-east-1',
    });
    // Not by the construct of its own, which warns of a property that it sets itself.
    new CfnResource(this, 'Policy', {
      type: 'AWS::Events::EventBusPolicy',
      properties: {
        EventBusName: this.bus.eventBusName,
        StatementId: ALARMS,
        Statement: new PolicyStatement({
          sid: ALARMS,
          effect: Effect.ALLOW,
          principals: [new AccountRootPrincipal()],
          actions: ['events:PutEvents'],
          resources: [this.bus.eventBusArn],
          conditions: { StringEquals: { 'events:source': 'aws.cloudwatch' } },
        }).toStatementJson(),
      },
    });
    new Rule(this, 'Alarms', {
      description: 'Brings what the alarms of health checks say to the function observe',
      eventBus: this.bus,
      eventPattern: {
        account: [Stack.of(this).account],
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        // Those of config/aws-names.ts ALARMS.
        detail: { alarmName: Match.prefix('preau/') },
      },
      targets: [
        new SqsQueue(rounds, {
          deadLetterQueue: undelivered,
          maxEventAge: WORTH_TELLING,
          retryAttempts: 10,
        }),
      ],
    });
  }
}
