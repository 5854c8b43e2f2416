import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { groupNames } from './group-names.ts';

export interface AlarmForwardProps {
  /** Exactly these alarms are told of. */
  readonly alarms: readonly string[];
  /** The event bus of the home Region. */
  readonly busArn: string;
}

/** The most that SQS keeps: time to come back from a week away. */
const DEAD_LETTERS_KEPT = Duration.days(14);

/**
 * Brings the alarms' changes of state from us-east-1 to the home Region's bus. What could not be
 * delivered is kept; the home's own probes do not wait for it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export class AlarmForward extends Construct {
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { alarms, busArn }: AlarmForwardProps) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', {
      retentionPeriod: DEAD_LETTERS_KEPT,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL },
    });
    acknowledge(this.undelivered, {
      rule: 'SQS3',
      reason: 'This is a dead-letter queue: of the rules, which name it as theirs.',
    });
    const role = new Role(this, 'Role', {
      description: 'Puts alarms of the health checks on the bus of the home Region',
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
    });
    const bus = EventBus.fromEventBusArn(this, 'Bus', busArn);
    for (const [index, group] of groupNames(alarms).entries())
      new Rule(this, `Rule${index + 1}`, {
        description: 'Tells the home Region what the health checks say',
        eventPattern: {
          source: ['aws.cloudwatch'],
          detailType: ['CloudWatch Alarm State Change'],
          detail: { alarmName: [...group] },
        },
        targets: [new BusTarget(bus, { role, deadLetterQueue: this.undelivered })],
      });
  }
}
