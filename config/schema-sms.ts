import { z } from 'zod';
import { isGenericSender } from './generic-senders.ts';
import { duration, line, path, webUrl } from './schema-values.ts';

/**
 * The name that an SMS comes from: 1 to 11 ASCII letters or digits, one letter at least, and no
 * generic word, as French operators have it since 10 March 2025.
 *
 * @see https://www.af2m.org AF2M's charter on business messaging
 */
const sender = z
  .string()
  .regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, { error: 'problem:sender-form', abort: true })
  .refine((name) => !isGenericSender(name), { error: 'problem:sender-generic' });

const gateway = webUrl.describe(
  "The SMS gateway's address; {to}, {text}, {sender}, {key} and {ttlMin} stand for the message's. " +
    'Absent on AWS, where SMS goes by aws.sms.',
);

/** A place in a body: names joined by dots. */
const field = (name: string) =>
  z
    .string()
    .regex(/^[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}$/, { error: 'problem:field-path' })
    .default(name);
const header = (name: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/, { error: 'problem:header-name' })
    .default(name);
const words = (...all: readonly string[]) =>
  z
    .array(line(60))
    .max(50)
    .default([...all]);

/** How a gateway tells what became of a message. Its words are compared in any letter case. */
const receiptsSchema = z.strictObject({
  secretFile: path
    .exactOptional()
    .describe('The secret shared with the gateway, 32 characters or more; for its owner only.'),
  secretVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,63}$/, { error: 'problem:variable' })
    .exactOptional()
    .describe('The environment variable that holds it, instead of a file.'),
  signatureHeader: header('x-signature').describe(
    'Carries HMAC-SHA256 of timestamp, dot and body, in hexadecimal.',
  ),
  timestampHeader: header('x-timestamp').describe('Carries seconds or milliseconds since 1970.'),
  idField: field('id'),
  keyField: field('key'),
  statusField: field('status'),
  detailField: field('error'),
  delivered: words('delivered', 'delivrd'),
  expired: words('expired', 'undelivered', 'unreachable'),
  blocked: words('blocked', 'rejected', 'rejectd', 'spam'),
  bounced: words('failed', 'undeliv', 'undeliverable', 'invalid'),
});

const fallbackSchema = z.strictObject({
  gateway: gateway.describe(
    "The second gateway's address, as the first one's; on AWS {secret} stands for its secret.",
  ),
  secret: line(256)
    .exactOptional()
    .describe(
      'On AWS alone: the Secrets Manager secret shared with it, {"gateway": …, "receipts": …}.',
    ),
  after: duration('1m', '24h')
    .prefault('10m')
    .describe('Asked once the first has put everything off for so long.'),
  unroutable: words('unroutable', 'no route', 'not routable').describe(
    'Words in a refusal of the first by which it has no way to a number.',
  ),
  receipts: receiptsSchema.exactOptional(),
});

export const smsSchema = z.strictObject({
  gateway: gateway.exactOptional(),
  sender,
  priceEuros: z.number().min(0).max(5).default(0.07).describe('One SMS part, in euros.'),
  receipts: receiptsSchema
    .exactOptional()
    .describe('Absent: the gateway is not heard after it took a message.'),
  fallback: fallbackSchema.exactOptional().describe('A second gateway.'),
});

export type SmsReceiptsConfig = z.output<typeof receiptsSchema>;
