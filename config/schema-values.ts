import { z } from 'zod';
import { hosterId, platformId, vantageId } from '../core/units.ts';
import { formatDuration, parseDuration } from './duration.ts';

// The scalars of preau.yaml. Each refusal is named by `error: 'problem:<code>'`, whose words in both
// languages stand in problem-words.*.ts: zod's own sentences never reach a person.

/** A stable id: small letters, digits and hyphens, 1 to 64. */
const id = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, { error: 'problem:id' })
  .describe('Small letters, digits and hyphens, 1 to 64 characters.');

export const platformIdValue = id.transform(platformId);
export const hosterIdValue = id.transform(hosterId);
export const vantageIdValue = id.transform(vantageId);

/** Words for people on one line: no control character, and a bound on length. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'problem:empty' })
    .max(longest)
    .regex(/^\P{Cc}*$/u, { error: 'problem:control-character' });

/**
 * A host name of two labels or more, read in lower case (RFC 1123, at most 253 characters).
 *
 * @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 */
export const hostname = z
  .string()
  .max(253)
  .regex(
    /^(?!-)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/,
    { error: 'problem:hostname' },
  )
  .transform((name) => name.toLowerCase());

/**
 * An IANA time zone that this Node knows. Offsets such as `+04:00`, which it takes too, are none: they
 * know no summer time, and the scheduler of AWS refuses them.
 */
export const timeZone = z.string().max(60).refine(isTimeZone, { error: 'problem:time-zone' });

function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export const ipAddress = z.union([z.ipv4(), z.ipv6()], { error: 'problem:ip' });

/** At most 16: what one DNS answer carries without strain (chosen). */
export const addresses = z.array(ipAddress).max(16);

export const port = z.int().min(1).max(65_535);

/** A path of a request, with its query if any: starts with `/`, no space, no fragment. */
export const urlPath = z
  .string()
  .max(255)
  .regex(/^\/[!"$-;=?-~]*$/, { error: 'problem:path' });

export const webUrl = z
  .url({ protocol: /^https?$/, error: 'problem:url' })
  .max(1_000)
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), { error: 'problem:url-with-password' });

export const mailAddress = z.email({ error: 'problem:mail' }).max(254);

/** @see https://www.itu.int/rec/T-REC-E.164 at most 15 digits after the plus */
export const mobileNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, { error: 'problem:mobile' });

/** A file or folder, relative to the configuration's own folder or absolute. */
export const path = z
  .string()
  .min(1, { error: 'problem:empty' })
  .max(1_024)
  .regex(/^\P{Cc}+$/u, { error: 'problem:control-character' });

export const day = z.iso.date({ error: 'problem:day' });

/** A time of day such as `08:30`, on a clock of 24 hours. */
export const clockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'problem:clock-time' });

/** A share of a whole, from 0 excluded to 1 included. */
export const share = z.number().gt(0).lte(1);

/**
 * A length of time such as `500ms`, `10s`, `5m`, `2h`, `14d`, within bounds that are both included.
 *
 * @param problem what a length out of bounds is called
 * @returns a schema whose value is a `DurationMs`
 */
export function duration(from: string, to: string, problem = 'duration-bounds') {
  const [fromMs, toMs] = [parseDuration(from), parseDuration(to)];
  return z
    .string()
    .regex(/^\d{1,9}(?:ms|s|m|h|d)$/, { error: 'problem:duration' })
    .describe(`A length of time from ${from} to ${to}: a whole number and ms, s, m, h or d.`)
    .transform((text, context) => {
      const value = parseDuration(text);
      if (value < fromMs || value > toMs) {
        const bounds = { from: formatDuration(fromMs), to: formatDuration(toMs) };
        context.addIssue({ code: 'custom', params: { problem, ...bounds } });
      }
      return value;
    });
}
