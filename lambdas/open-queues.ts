import type { SQSClient } from '@aws-sdk/client-sqs';
import { createSqsSender } from '../adapters/aws/sqs-sender.ts';
import type { QueueName, Send } from '../app/perform/relay-action.ts';
import { variable } from './environment.ts';

/** The queues that workers listen on, as the stacks name them to this function. */
export function openQueues(client: SQSClient): { readonly [name in QueueName]: Send } {
  const open = (queueUrl: string): Send => {
    const queue = createSqsSender({ client, queueUrl });
    return (body, options) => queue.send(body, options);
  };
  return {
    actions: open(variable('actionsQueue')),
    plans: open(variable('plansQueue')),
    mail: open(variable('mailQueue')),
    sms: open(variable('smsQueue')),
    pages: open(variable('pagesQueue')),
  };
}
