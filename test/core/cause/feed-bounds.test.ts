// Goal: a status page's items count up to the minute, and what it said once it has said.
// Method: one page, one item moved to either side of each bound; words that tell their key.
import { describe, expect, test } from 'vitest';
import type { FeedItem, FeedReading } from '../../../core/cause/feed-reading.ts';
import { type FeedEvidence, signalsFromFeed } from '../../../core/cause/signals-from-feed.ts';
import { on6April, signal, telling } from '../../fixtures/cause/speech.ts';

type Read = Extract<FeedReading, { readonly kind: 'read' }>;

const page = (of: Partial<Read> = {}): FeedReading => ({
  kind: 'read',
  open: [],
  past: [],
  unplaced: [],
  elsewhere: [],
  skipped: 0,
  ...of,
});
const item = (since: string, of: Partial<FeedItem> = {}): FeedItem => ({
  kind: 'incident',
  title: 'of theirs',
  since: on6April(since),
  ...of,
});
const work = (since: string): FeedItem => item(since, { kind: 'maintenance' });
const past = (from: string, to: string): FeedItem => item(from, { endedAt: on6April(to) });

interface Look extends Partial<Omit<FeedEvidence, 'at' | 'fellAt'>> {
  readonly at?: string;
}

/** A platform fell at eight; looked at by nine. */
const look = ({ at = '09:00', feed = page(), ...the }: Look) =>
  signalsFromFeed({
    at: on6April(at),
    fellAt: on6April('08:00'),
    feed,
    speech: telling,
    ...the,
  });
const said = (the: Look): string =>
  look(the)
    .map(({ statement }) => statement.replace('cause.signal.', ''))
    .join(', ');

test.each<readonly [string, Partial<Read>, string]>([
  ['six hours before', { open: [item('02:00')] }, 'hoster-incident time=02:00'],
  ['more than that', { open: [item('01:59:59')] }, ''],
  ['two clocks ahead', { open: [item('09:05')] }, 'hoster-incident time=09:00'],
  ['more than that', { open: [item('09:05:01')] }, ''],
  [
    'one that ended as it fell',
    { past: [past('07:00', '08:00')] },
    'hoster-incident-past time=07:00 end=08:00',
  ],
  ['one that had ended', { past: [past('07:00', '07:59:59')] }, 'hoster-silent'],
  ['work from long before', { open: [work('00:10')] }, 'hoster-maintenance time=00:10'],
  ['work until two clocks after', { open: [work('08:05')] }, 'hoster-maintenance time=08:05'],
  ['work after that', { open: [work('08:05:01')] }, ''],
  ['the earliest of two', { open: [item('08:02'), item('08:01')] }, 'hoster-incident time=08:01'],
  [
    'the earliest of two, listed first',
    { open: [item('08:01'), item('08:02')] },
    'hoster-incident time=08:01',
  ],
])('an item: %s', (_what, of, told) => {
  expect(said({ feed: page(of) })).toBe(told);
});

test('an item begins two hours after the fall at most', () => {
  expect(said({ at: '12:00', feed: page({ open: [item('10:00')] }) })).toBe(
    'hoster-incident time=10:00',
  );
  expect(said({ at: '12:00', feed: page({ open: [item('10:00:01')] }) })).toBe('');
});

describe('silence', () => {
  test('is told after an hour', () => {
    expect(said({})).toBe('hoster-silent');
    expect(said({ at: '08:59:59' })).toBe('');
  });

  test.each<Partial<Read>>([
    { open: [item('12:00')] },
    { unplaced: [item('08:00')] },
    { skipped: 1 },
    { open: [item('12:00')], unplaced: [item('08:00')] },
    { unplaced: [item('08:00')], skipped: 1 },
  ])('is none while something is undecided: %j', (of) => {
    expect(said({ feed: page(of) })).toBe('');
  });

  test('is none of another role, nor of a fall that is over', () => {
    expect(said({ role: 'cdn' })).toBe('');
    expect(said({ isOver: true })).toBe('');
  });
});

test('incidents elsewhere are counted, as fresh as its own; work is none', () => {
  const elsewhere = [item('08:00'), item('02:00'), item('01:00'), work('08:00')];
  expect(look({ feed: page({ elsewhere }) })).toMatchObject([
    { feature: 'hoster-incident-elsewhere', value: 2, provenance: 'declared' },
  ]);
  expect(said({ feed: page({ elsewhere: [work('08:00')] }) })).toBe('hoster-silent');
});

test('a page that could not be read says why', () => {
  expect(look({ feed: { kind: 'unknown', fault: 'too-slow', detail: '' } })).toMatchObject([
    {
      source: 'hoster-feed',
      provenance: 'measured',
      statement: 'cause.signal.feed-unknown fault=cause.feed.too-slow',
    },
  ]);
});

describe('what was heard of the same page', () => {
  const heard = (feature: string, source = 'hoster-feed') => [signal(feature, { source })];

  test('an incident stands, and may be told again', () => {
    expect(said({ heard: heard('hoster-incident') })).toBe('');
    expect(said({ heard: heard('hoster-incident'), feed: page({ open: [work('08:00')] }) })).toBe(
      '',
    );
    expect(said({ heard: heard('hoster-incident'), feed: page({ open: [item('08:00')] }) })).toBe(
      'hoster-incident time=08:00',
    );
  });

  test('work stands, and an incident may follow', () => {
    expect(said({ heard: heard('hoster-maintenance') })).toBe('');
    expect(
      said({ heard: heard('hoster-maintenance'), feed: page({ open: [item('08:00')] }) }),
    ).toBe('hoster-incident time=08:00');
  });

  test('silence, or another page, binds nothing', () => {
    expect(said({ heard: heard('hoster-silent') })).toBe('hoster-silent');
    expect(said({ heard: heard('hoster-incident', 'login-feed') })).toBe('hoster-silent');
    expect(said({ heard: heard('hoster-maintenance', 'login-feed') })).toBe('hoster-silent');
  });
});
