import { z } from 'zod';
import { escalationSchema, vetoByPhaseSchema } from './schema-escalation.ts';
import { HOLIDAY_ZONES } from './holiday-zones.ts';
import { smsSchema } from './schema-sms.ts';
import {
  day,
  duration,
  hostname,
  ipAddress,
  line,
  mailAddress,
  path,
  port,
} from './schema-values.ts';

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
  dkim: z
    .strictObject({
      domain: hostname.exactOptional().describe('Absent: the domain of notices.from.'),
      selector: z
        .string()
        .max(63)
        .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, { error: 'problem:dkim-selector' })
        .describe('The public key stands at <selector>._domainkey.<domain>.'),
      keyFile: path.describe(
        'The private key in PEM, in a file that its owner alone may read (chmod 600).',
      ),
    })
    .exactOptional()
    .describe('Absent: the relay signs mails, as most do.'),
});

/** Where a mail server leaves what came back, for a home on one machine. */
const bouncesSchema = z.strictObject({
  address: mailAddress
    .check(z.refine((text) => text.indexOf('@') <= 26, { error: 'problem:bounce-address' }))
    .describe('Envelope sender of notices; its server must take name+tag@… for name@….'),
  maildir: path.describe('The Maildir that this address is delivered to.'),
});

/** Days from the first to the one before the last: the day of return is a school day. */
const daySpan = z.strictObject({ from: day, to: day }).superRefine(spansDays);

function spansDays(
  { from, to }: { readonly from: string; readonly to: string },
  context: z.core.$RefinementCtx,
): void {
  if (from < to) return;
  context.addIssue({ code: 'custom', path: ['to'], params: { problem: 'days-backwards', from } });
}

const schoolYear = z
  .strictObject({
    zones: z.array(z.enum(HOLIDAY_ZONES)).min(1).max(HOLIDAY_ZONES.length),
    from: day.describe('First day of the year that this says all about.'),
    to: day.describe('The day after its last.'),
    holidays: z
      .array(daySpan)
      .max(100)
      .default([])
      .describe('Days without class: from the first, included, to the day of return.'),
  })
  .superRefine(spansDays);

export const noticesSchema = z.strictObject({
  veto: duration('0s', '1h')
    .prefault('60s')
    .describe(
      'Time to hold, edit or cancel a notice before it goes by itself; 0s: it goes at once.',
    ),
  vetoByPhase: vetoByPhaseSchema
    .exactOptional()
    .describe('The same for phases that have their own.'),
  nextWord: duration('1m', '24h').prefault('30m').describe('From a notice to the next word.'),
  longestWord: duration('1m', '24h')
    .prefault('4h')
    .describe('To what that doubles while there is no news; none of those words comes at night.'),
  escalation: escalationSchema
    .exactOptional()
    .describe('What is done about schools that do not confirm a message. Absent: nothing.'),
  budget: z.number().min(0).max(1_000_000).default(200).describe('Euros, for one incident.'),
  from: mailAddress.describe('The address that notices come from.'),
  smtp: smtpSchema.exactOptional().describe('Absent on AWS, where mail goes by Amazon SES.'),
  bounces: bouncesSchema
    .exactOptional()
    .describe('Absent: mails that come back move nothing. Not on AWS, where SES tells.'),
  sms: smsSchema.exactOptional().describe('Absent: notices go by e-mail only.'),
  smsSpacing: duration('0s', '24h')
    .prefault('5m')
    .describe('Between two SMS to one number; 0s takes all limits per number away.'),
  smsDays: z
    .enum(['school', 'every'])
    .default('school')
    .describe('school: by SMS on school days only, as the calendar has them; every: on every day.'),
  schoolYears: z
    .array(schoolYear)
    .max(200)
    .default([])
    .describe(
      'School years that the calendar of this version does not know yet. A school whose day is not known gets no SMS.',
    ),
  mailsPerSecond: z.number().min(0.1).max(1_000).default(10),
  smsPerSecond: z
    .number()
    .min(0.1)
    .max(1_000)
    .default(10)
    .describe('Message parts a second that the sender name is allowed.'),
});
