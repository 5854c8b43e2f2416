import * as z from 'zod/mini';
import { type EpochMs, epochMs } from '../../../core/units.ts';

/** 1 January of 2000 and of 2100: no page speaks of what was or comes before or after. Chosen. */
const EARLIEST = Date.UTC(2000);
const LATEST = Date.UTC(2100);

/** An instant as a feed writes it: ISO 8601, RFC 822. @returns null for what is none */
export function readInstant(text: string): EpochMs | null {
  if (text.length > 60) return null;
  const at = Date.parse(text);
  return at >= EARLIEST && at <= LATEST ? epochMs(at) : null;
}

/** An instant in a feed. A text that is none refuses the feed: it is of another form. */
export const instant = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const at = readInstant(text);
    if (at !== null) return at;
    context.issues.push({ code: 'custom', message: 'an instant', input: text });
    return z.NEVER;
  }),
);
