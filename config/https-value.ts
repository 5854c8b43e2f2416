import { z } from 'zod';
import { type HttpsRecord, parseHttpsRecord } from '../core/shelter/https-record.ts';
import type { ProblemCode } from './problem-words-fr.ts';
import { ipAddress } from './schema-values.ts';

/** What a pair may say to browsers: what the embedded name server and Route 53 both take. */
const KEYS = ['alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ipv6hint'];
/** Route 53's. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#HTTPSFormat */
const PRIORITY_MAX = 32_767;

/**
 * An HTTPS record of one side of a pair, as RFC 9460 writes it.
 *
 * Not an alias, which would lead past the pair; and without a key for encrypted hellos, which the
 * other side does not have: a browser that holds the origin's would refuse the mirror.
 */
export const httpsValue = z
  .string()
  .max(1_000)
  .superRefine((text, context) => {
    const problem = problemOf(parseHttpsRecord(text));
    if (problem) context.addIssue({ code: 'custom', params: { problem } });
  });

function problemOf(record: HttpsRecord | null): ProblemCode | null {
  if (record === null) return 'https-form';
  const { priority, params } = record;
  if (priority === 0) return 'https-alias';
  if (params.some(({ key }) => key === 'ech')) return 'https-ech';
  if (params.some(({ key }) => !KEYS.includes(key))) return 'https-key';
  return priority <= PRIORITY_MAX && params.every(isWhole) ? null : 'https-form';
}

function isWhole(
  { key, values }: HttpsRecord['params'][number],
  _index: number,
  all: HttpsRecord['params'],
): boolean {
  const keys = all.map((one) => one.key);
  switch (key) {
    case 'no-default-alpn':
      return values.length === 0 && keys.includes('alpn');
    case 'port':
      return (
        values.length === 1 && /^[1-9]\d{0,4}$/.test(values[0] ?? '') && Number(values) <= 65_535
      );
    case 'ipv4hint':
    case 'ipv6hint':
      return (
        values.length > 0 &&
        values.every(
          (value) =>
            ipAddress.safeParse(value).success && value.includes(':') === (key === 'ipv6hint'),
        )
      );
    default:
      return values.length > 0 && values.every((value) => /^[\w./-]{1,32}$/.test(value));
  }
}
