import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { allow, type Right } from './allow.ts';

/** Put messages in queues. */
export const sendRight = (sid: string, queues: readonly IQueue[]): Right =>
  allow(
    sid,
    ['sqs:SendMessage'],
    queues.map(({ queueArn }) => queueArn),
  );
