import * as z from 'zod/mini';
import type { SendingNeeds } from '../../adapters/aws/doctor/check-sending.ts';
import { readMessage } from '../messages.ts';

const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

/** Numbers in it stay numbers: CloudFormation hands every property on as text. */
const properties = z.object({ needs: text(2_000) });
const physical = { PhysicalResourceId: text(1_024) };

const schema = z.discriminatedUnion('RequestType', [
  z.object({ RequestType: z.literal('Create'), ResourceProperties: properties }),
  z.object({ RequestType: z.literal('Update'), ResourceProperties: properties, ...physical }),
  // Whatever was asked before: it must be possible to go.
  z.object({ RequestType: z.literal('Delete'), ...physical }),
]);

const needs = z.object({
  region: text(64),
  service: z.enum(['sns', 'end-user-messaging']),
  mailsPerSecond: z.number(),
  budgetEuros: z.number(),
  sender: z.nullable(text(11)),
  mails: z.nullable(z.number()),
  forecastEuros: z.nullable(z.number()),
});

/** @throws PreauError `request-malformed` */
export const readSendingRequest = (event: unknown) =>
  readMessage(schema, JSON.stringify(event) ?? '', 'a request of CloudFormation');

/** @throws PreauError `request-malformed` */
export const readNeeds = (json: string): SendingNeeds =>
  readMessage(needs, json, 'what sending counts on');
