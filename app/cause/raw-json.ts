import type { EpochMs } from '../../core/units.ts';
import type { RawForm } from './ports.ts';

const encoder = new TextEncoder();

/** What a collector of our own read its signals from, written down as JSON or lines of it. */
export function rawJson(from: string, fetchedAt: EpochMs, content: unknown): RawForm {
  const isLines = typeof content === 'string';
  return {
    bytes: encoder.encode(isLines ? content : `${JSON.stringify(content, null, 1)}\n`),
    from,
    fetchedAt,
    contentType: isLines ? 'application/x-ndjson' : 'application/json',
  };
}
