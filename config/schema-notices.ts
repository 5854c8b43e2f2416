import { z } from 'zod';
import { isGenericSender } from './generic-senders.ts';
import { duration, hostname, ipAddress, line, mailAddress, port, webUrl } from './schema-values.ts';

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

const smtpSchema = z.strictObject({
  host: z.union([hostname, ipAddress, z.literal('localhost')], { error: 'problem:host' }),
  port: port.default(587),
  security: z
    .enum(['none', 'starttls', 'tls'])
    .default('starttls')
    .describe('tls: from the first byte (port 465); none: only for a relay on this machine.'),
  user: line(200).exactOptional(),
  passwordVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,63}$/, { error: 'problem:variable' })
    .exactOptional()
    .describe('The environment variable that holds the password: no secret stands in this file.'),
});

const smsSchema = z.strictObject({
  gateway: webUrl
    .exactOptional()
    .describe(
      "The SMS gateway's address; {to}, {text}, {sender}, {key} and {ttlMin} stand for the message's. " +
        'Absent on AWS, where SMS goes by aws.sms.',
    ),
  sender,
  priceEuros: z.number().min(0).max(5).default(0.07).describe('One SMS part, in euros.'),
});

export const noticesSchema = z.strictObject({
  veto: duration('0s', '1h')
    .prefault('60s')
    .describe('Time to hold, edit or cancel a notice before it goes by itself.'),
  nextWord: duration('1m', '24h').prefault('30m').describe('From a notice to the next word.'),
  budget: z.number().min(0).max(1_000_000).default(200).describe('Euros, for one incident.'),
  from: mailAddress.describe('The address that notices come from.'),
  smtp: smtpSchema.exactOptional().describe('Absent on AWS, where mail goes by Amazon SES.'),
  sms: smsSchema.exactOptional().describe('Absent: notices go by e-mail only.'),
  mailsPerSecond: z.number().min(0.1).max(1_000).default(10),
  smsPerSecond: z
    .number()
    .min(0.1)
    .max(1_000)
    .default(10)
    .describe('Message parts a second that the sender name is allowed.'),
});
