import { type DurationMs, durationMs, type EpochMs } from '../../units.ts';

/**
 * What a `Retry-After` header asks for.
 *
 * @returns how long from `now`, at least zero; null for none, or one that cannot be read
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after seconds, or an HTTP date
 */
export function retryAfter(header: string | undefined, now: EpochMs): DurationMs | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return durationMs(Number(text) * 1_000);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : durationMs(Math.max(0, at - now));
}
