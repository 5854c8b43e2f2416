import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import { Construct } from 'constructs';
import { SMS_CONFIGURATION_SET } from '../config/aws-names.ts';
import type { ReceiptsTopic } from './receipts-topic.ts';

export interface SmsSendingProps {
  readonly receipts: ReceiptsTopic;
}

/**
 * The configuration set that each SMS by End User Messaging names, by which the service reports what
 * became of it. The sender's name is not made here: it is asked for by hand, and AWS grants it.
 */
export class SmsSending extends Construct {
  readonly configurationSetName: string;

  constructor(scope: Construct, id: string, { receipts }: SmsSendingProps) {
    super(scope, id);
    this.configurationSetName = SMS_CONFIGURATION_SET;
    const set = new CfnConfigurationSet(this, 'Set', {
      configurationSetName: this.configurationSetName,
      eventDestinations: [
        {
          eventDestinationName: 'receipts',
          enabled: true,
          // Of texts only: Préau calls nobody.
          matchingEventTypes: ['TEXT_ALL'],
          snsDestination: { topicArn: receipts.topic.topicArn },
        },
      ],
    });
    // The service looks whether it may publish when it is told to.
    set.node.addDependency(receipts.opened);
  }
}
