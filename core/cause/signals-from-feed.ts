import { type EpochMs, epochMs, hours, minutes } from '../units.ts';
import type { FeedItem, FeedReading } from './feed-reading.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayTime } from './speech.ts';

/** What a company is to the platform that fell. */
export type FeedRole = 'hoster' | 'cdn' | 'dns' | 'login';

export interface FeedEvidence {
  readonly at: EpochMs;
  readonly fellAt: EpochMs;
  readonly feed: FeedReading;
  /** @default 'hoster' */
  readonly role?: FeedRole;
  /** What the incident's signals say so far: pages drop what is resolved, and that takes nothing back. */
  readonly heard?: readonly Signal[];
  /** Whether the fall is over: what a page says then is late, and its silence is no news. @default false */
  readonly isOver?: boolean;
  readonly speech: Speech;
}

/** Status pages lag by 10 minutes to 2 hours: silence says something after one hour. */
const SILENCE_AFTER_MS = minutes(60);
/** An incident older than this at the fall is not what felled the platform; chosen. */
const FRESH_MS = hours(6);
/** One that begins later than this after the fall is another: pages lag by 2 hours at most. */
const LAG_MS = hours(2);
/** Clocks of two companies differ, and pages round to the minute; chosen. */
const SKEW_MS = minutes(5);

/**
 * What a company's own page says of a fall. Titles are words from outside and may name anybody:
 * they do not enter a statement. What is dated in the future is no evidence, nor its absence.
 */
export function signalsFromFeed(the: FeedEvidence): readonly Signal[] {
  const { at, feed, role = 'hoster', speech } = the;
  const source = `${role}-feed`;
  if (feed.kind === 'none') return [];
  if (feed.kind === 'unknown')
    return [
      makeSignal({ at, source, speech }, 'feed-unknown', {
        values: { fault: speech.words(`cause.feed.${feed.fault}`) },
      }),
    ];
  const parts = { at, source, provenance: 'declared', speech } as const;
  const told = (['incident', 'maintenance'] as const).flatMap((kind) => {
    const item = firstOf(kind, [...feed.open, ...feed.past], the);
    if (item === null) return [];
    const feature = `${role === 'hoster' ? 'hoster' : 'third-party'}-${kind}`;
    const time = sayTime(speech, epochMs(Math.min(item.since, at)));
    if (item.endedAt === undefined) return [makeSignal(parts, feature, { values: { time } })];
    const values = { time, end: sayTime(speech, item.endedAt) };
    return [makeSignal(parts, feature, { values, wording: `${feature}-past` })];
  });
  // A reading takes the place of those before it: what is less than an incident must not take its.
  const isIncident = told.some(({ feature }) => feature.endsWith('-incident'));
  if (!isIncident && wasToldOf(the, source, '-incident')) return [];
  if (told.length > 0) return told;
  if (role !== 'hoster' || the.isOver === true || wasToldOf(the, source, '-maintenance')) return [];
  const elsewhere = feed.elsewhere.filter(
    ({ kind, since }) => kind === 'incident' && isFresh(since, the),
  ).length;
  if (elsewhere > 0) return [makeSignal(parts, 'hoster-incident-elsewhere', { value: elsewhere })];
  // Whatever of ours is open, dated in the future or long ago, the page is not silent.
  const undecided = feed.open.length + feed.unplaced.length + feed.skipped;
  const isSilent = undecided === 0 && at - the.fellAt >= SILENCE_AFTER_MS;
  return isSilent ? [makeSignal(parts, 'hoster-silent')] : [];
}

const isFresh = (since: EpochMs, { at, fellAt }: FeedEvidence): boolean =>
  since >= fellAt - FRESH_MS && since <= Math.min(at + SKEW_MS, fellAt + LAG_MS);

/** A page that said it once has said it, whatever it shows now. */
const wasToldOf = (
  { heard = [] }: FeedEvidence,
  source: string,
  what: '-incident' | '-maintenance',
): boolean => heard.some((one) => one.source === source && one.feature.endsWith(what));

/** A maintenance may have begun long before what it felled, and no later; an incident is fresh. */
function firstOf(
  kind: FeedItem['kind'],
  items: readonly FeedItem[],
  the: FeedEvidence,
): FeedItem | null {
  const isNow = ({ since }: FeedItem): boolean =>
    kind === 'maintenance' ? since <= the.fellAt + SKEW_MS : isFresh(since, the);
  const isThen = ({ endedAt }: FeedItem): boolean => endedAt === undefined || endedAt >= the.fellAt;
  const these = items.filter((item) => item.kind === kind && isNow(item) && isThen(item));
  return these.toSorted((a, b) => a.since - b.since)[0] ?? null;
}
