import { type EpochMs, hours, minutes } from '../units.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayTime } from './speech.ts';

/** What a hoster's own status page says now; one that cannot be read is unknown, never down. */
export type FeedReading =
  | {
      readonly kind: 'read';
      readonly open: readonly { readonly title: string; readonly since: EpochMs }[];
    }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'none' };

export interface FeedEvidence {
  readonly at: EpochMs;
  readonly fellAt: EpochMs;
  readonly feed: FeedReading;
  readonly speech: Speech;
}

/** Status pages lag by 10 minutes to 2 hours: silence says something after one hour. */
const SILENCE_AFTER_MS = minutes(60);
/** An incident older than this at the fall is not what felled the platform; chosen. */
const FRESH_MS = hours(6);

/**
 * What the hoster's own page says of a fall. Titles are words from outside and may name anybody:
 * they do not enter a statement.
 */
export function signalsFromFeed({ at, fellAt, feed, speech }: FeedEvidence): readonly Signal[] {
  if (feed.kind !== 'read') return [];
  const parts = { at, source: 'hoster-feed', provenance: 'declared', speech } as const;
  const incident = feed.open
    .filter(({ since }) => since >= fellAt - FRESH_MS && since <= at)
    .toSorted((a, b) => a.since - b.since)[0];
  if (incident !== undefined)
    return [
      makeSignal(parts, 'hoster-incident', { values: { time: sayTime(speech, incident.since) } }),
    ];
  return at - fellAt >= SILENCE_AFTER_MS ? [makeSignal(parts, 'hoster-silent')] : [];
}
