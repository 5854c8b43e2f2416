import * as z from 'zod/mini';
import { variable } from '../environment.ts';
import { readMessage } from '../messages.ts';

/**
 * The dead-letter queues of all functions, as the stacks tell them: a JSON list.
 *
 * @throws PreauError `config-invalid`, `request-malformed`
 */
export const readQueueUrls = (): readonly string[] =>
  readMessage(z.array(z.url()), variable('deadLetterQueues'), 'a list of queue addresses');
