// Goal: the calendar, hosters' pages and traffic become the right rows, and no others.
// Method: small cases by hand; the thresholds of the traffic family one by one.
import { expect, test } from 'vitest';
import type { CalendarEntry } from '../../../core/cause/calendar-entry.ts';
import { signalsFromCalendar } from '../../../core/cause/signals-from-calendar.ts';
import { makeSignal } from '../../../core/cause/make-signal.ts';
import type { Signal } from '../../../core/cause/signal.ts';
import type { FeedItem, FeedReading } from '../../../core/cause/feed-reading.ts';
import { signalsFromFeed } from '../../../core/cause/signals-from-feed.ts';
import { signalsFromTraffic } from '../../../core/cause/signals-from-traffic.ts';
import type { TrafficComparison } from '../../../core/cause/traffic-comparison.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import { on6April, speech } from '../../fixtures/cause/speech.ts';

const FELL = on6April('08:05');
const AT = on6April('08:15');

const calendar = (fellAt: EpochMs, ...entries: readonly CalendarEntry[]) =>
  signalsFromCalendar({ at: AT, fellAt, entries, speech }).map(({ feature }) => feature);

test('the calendar speaks of the day of the fall, in the organisation’s zone', () => {
  const entry = { date: '2021-04-06', kind: 'first-remote-day', label: 'premier jour' } as const;
  expect(calendar(FELL, entry)).toEqual(['calendar-crowd']);
  expect(calendar(on6April('00:30'), entry)).toEqual(['calendar-crowd']);
  expect(calendar(FELL, { ...entry, kind: 'exams' })).toEqual(['calendar-exam']);
  expect(calendar(FELL, { ...entry, date: '2021-04-07' })).toEqual(['calendar-school-morning']);
  expect(calendar(on6April('22:00'))).toEqual(['calendar-nothing']);
  expect(calendar(epochMs(Date.parse('2021-04-10T08:05:00+02:00')))).toEqual(['calendar-nothing']);
});

const feed = (reading: FeedReading, at = AT) =>
  signalsFromFeed({ at, fellAt: FELL, feed: reading, speech }).map(({ feature }) => feature);

const read = (
  open: readonly (Omit<FeedItem, 'kind'> & { readonly kind?: FeedItem['kind'] })[],
  over: {
    readonly past?: readonly FeedItem[];
    readonly unplaced?: readonly FeedItem[];
    readonly elsewhere?: readonly FeedItem[];
  } = {},
): FeedReading => ({
  kind: 'read',
  open: open.map((item) => ({ kind: 'incident', ...item })),
  unplaced: [],
  elsewhere: [],
  past: [],
  skipped: 0,
  ...over,
});

test('a hoster’s page: an incident, silence after an hour, and no word from a page that fails', () => {
  const open = [{ title: 'Rack 70C29 is on fire', since: on6April('08:00') }];
  const later = on6April('09:10');
  expect(feed(read(open))).toEqual(['hoster-incident']);
  expect(feed(read([{ title: 'old', since: on6April('00:10') }]))).toEqual([]);
  expect(feed(read([]))).toEqual([]);
  expect(feed(read([]), later)).toEqual(['hoster-silent']);
  expect(feed({ kind: 'unknown', fault: 'refused', detail: 'HTTP 500' }, later)).toEqual([
    'feed-unknown',
  ]);
  expect(feed({ kind: 'none' }, later)).toEqual([]);
});

const at = (clock: string): FeedItem => ({
  kind: 'incident',
  title: 't',
  since: on6April(clock),
});

test('a maintenance is told beside an incident, however long ago it began', () => {
  const under = { kind: 'maintenance', title: 'm', since: on6April('01:00') } as const;
  expect(feed(read([under]))).toEqual(['hoster-maintenance']);
  expect(feed(read([under, { title: 'i', since: on6April('08:00') }]))).toEqual([
    'hoster-incident',
    'hoster-maintenance',
  ]);
});

test('a page that holds something open of which it does not tell the place is not silent', () => {
  const later = on6April('09:10');
  expect(feed(read([], { unplaced: [at('08:01')] }), later)).toEqual([]);
  expect(feed(read([], { elsewhere: [at('08:01')] }), later)).toEqual([
    'hoster-incident-elsewhere',
  ]);
  expect(feed(read([], { elsewhere: [at('00:01')] }), later)).toEqual(['hoster-silent']);
});

test('what is dated in the future is no evidence, nor is its absence; some minutes are two clocks', () => {
  const later = on6April('09:10');
  expect(feed(read([{ title: 'x', since: on6April('10:00') }]), later)).toEqual([]);
  expect(feed(read([{ title: 'x', since: on6April('09:13') }]), later)).toEqual([
    'hoster-incident',
  ]);
});

test('a page that drops what was resolved takes nothing back, and one that is silent may still speak', () => {
  const later = on6April('10:10');
  const heardOf = (feature: string) => [
    makeSignal({ at: AT, source: 'hoster-feed', provenance: 'declared', speech }, feature, {
      values: { time: '8 h 00' },
    }),
  ];
  const looked = (reading: FeedReading, heard: readonly Signal[], isOver = false) =>
    signalsFromFeed({ at: later, fellAt: FELL, feed: reading, heard, isOver, speech }).map(
      ({ feature }) => feature,
    );
  expect(looked(read([]), heardOf('hoster-incident'))).toEqual([]);
  expect(looked(read([], { elsewhere: [at('08:01')] }), heardOf('hoster-maintenance'))).toEqual([]);
  const under: FeedItem = { ...at('02:00'), kind: 'maintenance' };
  expect(looked(read([under]), heardOf('hoster-incident'))).toEqual([]);
  expect(looked(read([under]), heardOf('hoster-silent'))).toEqual(['hoster-maintenance']);
  expect(looked(read([{ ...under, since: on6April('09:00') }]), [])).toEqual([]);
  expect(looked(read([at('08:01')]), heardOf('hoster-silent'))).toEqual(['hoster-incident']);
  expect(looked(read([]), [], true)).toEqual([]);
});

test('an incident that is over counts when the fall was within it, and is said so', () => {
  const past = { ...at('08:01'), endedAt: on6April('08:30') };
  const [told] = signalsFromFeed({
    at: on6April('20:00'),
    fellAt: FELL,
    feed: read([], { past: [past] }),
    isOver: true,
    speech,
  });
  expect(told?.feature).toBe('hoster-incident');
  expect(told?.statement).toBe(
    "La page d'état de l'hébergeur a déclaré un incident de 8 h 01 à 8 h 30.",
  );
  const before = { ...at('07:01'), endedAt: on6April('07:30') };
  expect(feed(read([], { past: [before] }))).toEqual([]);
});

test('an incident that begins long after the fall is another one', () => {
  expect(feed(read([at('10:04')]), on6April('12:00'))).toEqual(['hoster-incident']);
  expect(feed(read([at('10:06')]), on6April('12:00'))).toEqual([]);
});

test('a provider’s page tells incidents of a third party, and its silence tells nothing', () => {
  const of = (reading: FeedReading) =>
    signalsFromFeed({ at: on6April('09:10'), fellAt: FELL, feed: reading, role: 'login', speech });
  expect(of(read([{ title: 'x', since: on6April('08:01') }]))[0]).toMatchObject({
    feature: 'third-party-incident',
    source: 'login-feed',
    provenance: 'declared',
  });
  expect(of(read([]))).toEqual([]);
});

test('what a status page is titled never enters a statement', () => {
  const open = [{ title: 'Attack from Ruritania', since: on6April('08:00') }];
  const signals = signalsFromFeed({ at: AT, fellAt: FELL, feed: read(open), speech });
  expect(signals[0]?.statement).toBe(
    "La page d'état de l'hébergeur déclare un incident ouvert depuis 8 h 00.",
  );
});

const CROWD: TrafficComparison = {
  requests: 10_000,
  requestsPerMin: 1_000,
  baselinePerMin: 200,
  amplification: 5,
  knownNetworkShare: 0.8,
  topPath: '/login',
  topPathShare: 0.2,
  baselineTopPathShare: 0.1,
  uniqueQueryShare: 0,
  refererShare: 0.7,
  baselineRefererShare: 0.7,
  pathDivergenceBits: 0.8,
  requestsPerAddressP99: 12,
  serverErrorShare: 0.3,
  silent: false,
};

test.each<[string, Partial<TrafficComparison>, readonly string[]]>([
  ['the regulars, more of them', {}, ['traffic-crowd']],
  ['hardly more than usual', { amplification: 1.1 }, ['traffic-flat']],
  ['half as much again', { amplification: 1.5 }, []],
  ['next to nothing', { silent: true, amplification: 0.01 }, ['traffic-silent']],
  ['strangers', { knownNetworkShare: 0.2 }, ['traffic-composition']],
  ['strangers, and no rise', { knownNetworkShare: 0.2, amplification: 1 }, ['traffic-flat']],
  ['newcomers who ask for the usual', { knownNetworkShare: 0.5 }, ['traffic-amplified']],
  ['newcomers without a referer', { knownNetworkShare: 0.5, refererShare: 0.3 }, ['traffic-mixed']],
  [
    'one page, from strangers and regulars',
    { knownNetworkShare: 0.5, topPathShare: 0.7 },
    ['traffic-composition', 'traffic-mixed'],
  ],
  [
    'one page, few regulars',
    { knownNetworkShare: 0.3, topPathShare: 0.7 },
    ['traffic-composition'],
  ],
  ['one page, asked again by the regulars', { topPathShare: 0.7 }, ['traffic-crowd']],
  [
    'a page that always was most of it',
    { knownNetworkShare: 0.5, topPathShare: 0.7, baselineTopPathShare: 0.65 },
    ['traffic-amplified'],
  ],
  [
    'queries all different',
    { knownNetworkShare: 0.3, uniqueQueryShare: 0.8 },
    ['traffic-composition'],
  ],
  ['regulars on pages unheard of', { pathDivergenceBits: 3 }, ['traffic-amplified']],
])('traffic: %s', (_name, over, features) => {
  const signals = signalsFromTraffic({ at: AT, traffic: { ...CROWD, ...over }, speech });
  expect(signals.map(({ feature }) => feature)).toEqual(features);
  expect(signals.every(({ statement }) => !/[{}]/.test(statement))).toBe(true);
});
