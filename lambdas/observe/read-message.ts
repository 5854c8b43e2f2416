import * as z from 'zod/mini';
import type { HealthCheckWord } from '../../app/watch/health-check-word.ts';
import { alarmSubject } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { type EpochMs, epochMs, platformId } from '../../core/units.ts';
import { readMessage } from '../messages.ts';

/** What the queue of rounds brings. */
export type Call =
  | { readonly kind: 'minute' | 'round'; readonly due: EpochMs }
  | { readonly kind: 'alarm'; readonly word: HealthCheckWord | null };

const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]{5,18}(?:Z|[+-]\d\d:?\d\d)$/));

const schema = z.union([
  z.strictObject({ kind: z.enum(['minute', 'round']), due: instant }),
  // As EventBridge delivers it: what else it says is not read.
  z.object({
    source: z.literal('aws.cloudwatch'),
    'detail-type': z.literal('CloudWatch Alarm State Change'),
    detail: z.object({
      alarmName: z.string().check(z.maxLength(256)),
      state: z.object({
        value: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
        reason: z.optional(z.string().check(z.maxLength(2_048))),
        timestamp: instant,
      }),
    }),
  }),
]);

/**
 * Read one message of the queue of rounds.
 *
 * @returns an alarm's word is null when it says nothing of a health check: its data is missing
 * @throws PreauError `request-malformed`
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function readCall(body: string): Call {
  const message = readMessage(schema, body, 'a minute, a round or an alarm');
  if ('kind' in message) return { kind: message.kind, due: instantOf(message.due) };
  const { alarmName, state } = message.detail;
  const subject = alarmSubject(alarmName);
  if (subject === null)
    throw new PreauError(
      'request-malformed',
      'Expected an alarm on a platform’s health check, got another. Look at the rule of the event bus.',
    );
  if (state.value === 'INSUFFICIENT_DATA') return { kind: 'alarm', word: null };
  const word: HealthCheckWord = {
    platform: platformId(subject.platform),
    check: subject.check,
    healthy: state.value === 'OK',
    at: instantOf(state.timestamp),
    reason: state.reason ?? state.value,
  };
  return { kind: 'alarm', word };
}

function instantOf(text: string): EpochMs {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(at))
    throw new PreauError('request-malformed', 'Expected an instant in ISO 8601, got none.');
  return epochMs(at);
}
