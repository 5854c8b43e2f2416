import { SQSClient } from '@aws-sdk/client-sqs';
import { openQueues } from '../open-queues.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(openQueues(new SQSClient({})));
