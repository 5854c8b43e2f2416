import * as z from 'zod/mini';
import { readMessage } from '../messages.ts';

/** Route 53 writes ids of health checks as UUIDs, and those of zones in capitals. */
const checkId = z.string().check(z.minLength(1), z.maxLength(64));
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

const properties = z.object({
  always: checkId,
  /** Every sheltered platform's. */
  checks: z.array(
    z.object({
      platform: text(64),
      hostname: text(255),
      both: checkId,
      origin: checkId,
      hold: checkId,
    }),
  ),
  /** Those that the stack makes. */
  pairs: z.array(
    z.object({
      zone: text(32),
      name: text(255),
      type: z.enum(['A', 'AAAA', 'CNAME', 'HTTPS']),
      /** All else that the template says of them: a change of it is a change of the pair. */
      content: text(4_096),
    }),
  ),
});

/**
 * Where CloudFormation reads answers: an object in its own bucket, addressed once.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
const responseUrl = z
  .string()
  .check(z.maxLength(4_096), z.regex(/^https:\/\/[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?\//));

const envelope = {
  ResponseURL: responseUrl,
  StackId: text(1_024),
  RequestId: text(256),
  LogicalResourceId: text(256),
};
const physical = { PhysicalResourceId: text(1_024) };

const schema = z.discriminatedUnion('RequestType', [
  z.object({ RequestType: z.literal('Create'), ResourceProperties: properties, ...envelope }),
  z.object({
    RequestType: z.literal('Update'),
    ResourceProperties: properties,
    OldResourceProperties: properties,
    ...envelope,
    ...physical,
  }),
  // Whatever was asked before: it must be possible to go.
  z.object({ RequestType: z.literal('Delete'), ...envelope, ...physical }),
]);

/** What CloudFormation asks of the custom resource. */
export type AwaitRequest = Readonly<z.output<typeof schema>>;
/** The checks to wait for, and the pairs that then lean on them. */
export type AwaitProperties = Readonly<z.output<typeof properties>>;

const answerable = z.object({
  ...envelope,
  PhysicalResourceId: z.optional(text(1_024)),
});

/** As much of a request as an answer needs, whatever else it holds. */
export type Answerable = Readonly<z.output<typeof answerable>>;

/** @throws PreauError `request-malformed`: nobody could be answered */
export const readAnswerable = (event: unknown): Answerable =>
  readMessage(answerable, JSON.stringify(event) ?? '', 'a request of CloudFormation');

/** @throws PreauError `request-malformed` */
export const readRequest = (event: unknown): AwaitRequest =>
  readMessage(schema, JSON.stringify(event) ?? '', 'a request of CloudFormation');
