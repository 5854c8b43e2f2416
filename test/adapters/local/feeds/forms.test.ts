// Goal: each form of status page is read for what is open now and concerns us, and any bytes at all
// leave it standing. Method: pages of our own wording in each provider's form; random and cut bytes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAwsEvents } from '../../../../adapters/local/feeds/aws-feed.ts';
import type { FeedParser, FeedSource } from '../../../../adapters/local/feeds/feed-source.ts';
import { readGoogleIncidents } from '../../../../adapters/local/feeds/google-feed.ts';
import { readRss } from '../../../../adapters/local/feeds/rss-feed.ts';
import { readStatuspage } from '../../../../adapters/local/feeds/statuspage-feed.ts';
import { epochMs } from '../../../../core/units.ts';
import { NOW } from './feed-server.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const source = (over: Partial<FeedSource>): FeedSource => ({
  kind: 'statuspage',
  url: 'https://status.example/',
  ...over,
});
const since = (instant: string) => epochMs(Date.parse(instant));

const INCIDENT = {
  name: 'SBG2: fire',
  status: 'investigating',
  impact: 'critical',
  created_at: '2021-03-10T00:47:00.000Z',
  components: [{ id: 'c1', name: 'SBG2', group_id: 'g1' }],
};
const statuspage = (body: unknown, over: Partial<FeedSource>) =>
  readStatuspage(encode(JSON.stringify(body)), source(over), NOW);

test('Statuspage: open incidents, without those that are over or of no impact', () => {
  const body = {
    page: { id: 'x' },
    incidents: [INCIDENT, { ...INCIDENT, status: 'resolved' }, { ...INCIDENT, impact: 'none' }],
  };
  expect(statuspage(body, { regions: ['SBG2'] })).toEqual({
    kind: 'read',
    open: [
      {
        kind: 'incident',
        title: 'SBG2: fire',
        since: since(INCIDENT.created_at),
        where: 'SBG2, c1',
      },
    ],
    unplaced: [],
    elsewhere: [],
    past: [],
    skipped: 0,
  });
});

test('Statuspage: an incident of another place or product is not ours, one that tells neither is unplaced', () => {
  const body = { incidents: [INCIDENT] };
  expect(statuspage(body, { regions: ['GRA'] })).toMatchObject({
    open: [],
    elsewhere: [{ title: 'SBG2: fire' }],
  });
  // The title tells the place, the group the product, and ids do as well.
  expect(
    statuspage({ incidents: [{ ...INCIDENT, components: [] }] }, { regions: ['sbg2'] })?.open,
  ).toHaveLength(1);
  expect(statuspage(body, { products: ['c1'] })?.open).toHaveLength(1);
  const grouped = { ...body, components: [{ id: 'g1', name: 'Public Cloud' }] };
  expect(statuspage(grouped, { products: ['Public cloud'], regions: ['SBG2'] })?.open).toHaveLength(
    1,
  );
  const bare = { incidents: [{ ...INCIDENT, name: 'Network', components: [] }] };
  expect(statuspage(bare, { regions: ['SBG2'] })).toMatchObject({ open: [], unplaced: [{}] });
  expect(statuspage(bare, { wholePage: true })?.open).toHaveLength(1);
});

test('Statuspage: a word of a place is a whole word', () => {
  const body = { incidents: [{ ...INCIDENT, components: [{ id: 'x', name: 'eu-west-10' }] }] };
  expect(statuspage(body, { regions: ['eu-west-1'] })?.open).toEqual([]);
});

test('Statuspage: a maintenance counts once it has begun', () => {
  const maintenance = {
    name: 'Core routers',
    scheduled_for: '2021-03-10T06:00:00Z',
    components: [],
  };
  const body = {
    scheduled_maintenances: [
      { ...maintenance, status: 'in_progress' },
      { ...maintenance, status: 'scheduled' },
      { ...maintenance, status: 'completed' },
    ],
  };
  expect(statuspage(body, { wholePage: true })?.open).toEqual([
    { kind: 'maintenance', title: 'Core routers', since: since('2021-03-10T06:00:00Z') },
  ]);
});

const utf16be = (text: string) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(bytes.swap16());
};
const event = (over: Record<string, unknown>) => ({
  date: '1615337220',
  arn: 'arn:aws:health:eu-west-3::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/X_1',
  region_name: 'Paris',
  status: '2',
  service: 'ec2-eu-west-3',
  service_name: 'Amazon Elastic Compute Cloud (Paris)',
  summary: 'Increased error rates – API',
  ...over,
});
const aws = (events: unknown, over: Partial<FeedSource>) =>
  readAwsEvents(utf16be(JSON.stringify(events)), source({ kind: 'aws', ...over }), NOW);

test('AWS: UTF-16 with its mark, by Region and service, without what is over', () => {
  const ours = { regions: ['eu-west-3'], products: ['ec2', 'elb'] };
  expect(aws([event({})], ours)?.open).toEqual([
    {
      kind: 'incident',
      title: 'Increased error rates – API',
      since: epochMs(1_615_337_220_000),
      where: 'eu-west-3, Paris, ec2',
    },
  ]);
  expect(aws([event({ status: '0' })], ours)?.open).toEqual([]);
  expect(aws([event({ summary: '[RESOLVED] Increased error rates' })], ours)?.open).toEqual([]);
  expect(aws([event({ service: 'polly-eu-west-3' })], ours)).toMatchObject({
    open: [],
    elsewhere: [{ since: 1_615_337_220_000 }],
  });
  const virginia = {
    service: 'ec2-us-east-1',
    arn: 'arn:aws:health:us-east-1::event/EC2/A/B',
    region_name: 'N. Virginia',
  };
  expect(aws([event(virginia)], ours)?.open).toEqual([]);
  expect(aws([event(virginia)], { regions: ['N. Virginia'] })?.open).toHaveLength(1);
});

test('AWS: what spreads to several services is of all that it names', () => {
  const several = event({
    service: 'multipleservices-eu-west-3',
    impacted_services: { 'rds-eu-west-3': {}, 'elb-eu-west-3': {} },
  });
  expect(aws([several], { regions: ['eu-west-3'], products: ['elb'] })?.open).toHaveLength(1);
  const unnamed = event({ service: 'multipleservices-eu-west-3' });
  expect(aws([unnamed], { regions: ['eu-west-3'], products: ['elb'] })).toMatchObject({
    open: [],
    unplaced: [{}],
  });
});

test('AWS: nothing is open in an empty list', () => {
  expect(aws([], { regions: ['eu-west-3'] })).toEqual({
    kind: 'read',
    open: [],
    unplaced: [],
    elsewhere: [],
    past: [],
    skipped: 0,
  });
});

test('one entry that somebody wrote by hand hides no other, and is counted', () => {
  const odd = { name: 'x', created_at: 'yesterday' };
  expect(statuspage({ incidents: [odd, INCIDENT] }, { wholePage: true })).toMatchObject({
    open: [{ title: 'SBG2: fire' }],
    skipped: 1,
  });
  expect(statuspage({ incidents: [odd] }, { wholePage: true })).toBeNull();
  expect(aws([{ ...event({}), date: 'now' }, event({})], { wholePage: true })).toMatchObject({
    open: [{}],
    skipped: 1,
  });
});

test('a page that holds more open at once than anybody has is read as far as it goes', () => {
  const reading = statuspage(
    { incidents: Array.from({ length: 900 }, () => INCIDENT) },
    {
      regions: ['SBG2'],
    },
  );
  expect(reading?.open).toHaveLength(100);
  expect(reading?.skipped).toBe(600);
});

test('what is nested deeper than any page is none, also where its text has brackets', () => {
  const deep = `{"incidents":${'['.repeat(100)}${']'.repeat(100)}}`;
  expect(readStatuspage(encode(deep), source({ wholePage: true }), NOW)).toBeNull();
  const brackets = { incidents: [{ ...INCIDENT, name: `\\"${'['.repeat(100)}` }] };
  expect(statuspage(brackets, { wholePage: true })?.open).toHaveLength(1);
});

test('what is over is told with its end, where the page keeps it', () => {
  const resolved = { ...INCIDENT, status: 'resolved', resolved_at: '2021-03-10T03:00:00Z' };
  const reading = statuspage({ incidents: [resolved] }, { regions: ['SBG2'] });
  expect(reading).toMatchObject({
    open: [],
    past: [{ title: 'SBG2: fire', endedAt: since('2021-03-10T03:00:00Z') }],
  });
  expect(statuspage({ incidents: [resolved] }, { regions: ['GRA'] })?.past).toEqual([]);
});

test('Google: incidents without an end, by product and place', () => {
  const incident = {
    id: 'a',
    begin: '2021-03-10T07:00:00+00:00',
    external_desc: 'Elevated latency in europe-west9',
    service_name: 'Multiple Products',
    status_impact: 'SERVICE_OUTAGE',
    affected_products: [{ title: 'Google Compute Engine', id: 'L3' }],
    currently_affected_locations: [{ title: 'Paris (europe-west9)', id: 'europe-west9' }],
  };
  const read = (list: unknown, over: Partial<FeedSource>) =>
    readGoogleIncidents(encode(JSON.stringify(list)), source({ kind: 'google', ...over }), NOW);
  const ours = { regions: ['europe-west9'], products: ['Google Compute Engine'] };
  expect(read([incident], ours)?.open).toEqual([
    {
      kind: 'incident',
      title: incident.external_desc,
      since: since('2021-03-10T07:00:00Z'),
      where: 'Paris (europe-west9), europe-west9, Google Compute Engine, L3, Multiple Products',
    },
  ]);
  expect(read([{ ...incident, end: '2021-03-10T07:30:00+00:00' }], ours)).toMatchObject({
    open: [],
    past: [{ endedAt: since('2021-03-10T07:30:00Z') }],
  });
  const old = { ...incident, end: '2020-03-10T07:30:00+00:00' };
  expect(read([old], ours)).toMatchObject({ open: [], past: [] });
  expect(read([{ ...incident, status_impact: 'SERVICE_INFORMATION' }], ours)?.open).toEqual([]);
  expect(read([incident], { ...ours, products: ['Gmail'] })?.open).toEqual([]);
});

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Status</title>${items}</channel></rss>`;
const item = (title: string, body = '', date = 'Wed, 10 Mar 2021 07:30:00 GMT') =>
  `<item><title>${title}</title><description>${body}</description><pubDate>${date}</pubDate></item>`;
const readXml = (text: string, over: Partial<FeedSource>) =>
  readRss(encode(text), source({ kind: 'rss', ...over }), NOW);

test('RSS: late entries that are not said to be over, placed by their words', () => {
  const ours = { regions: ['France Central'] };
  const feed = rss(
    item('Storage - France Central', '<![CDATA[<p>We are looking into it</p>]]>') +
      item('Resolved: Network - France Central') +
      item('Compute - West US') +
      item('Planned maintenance - France Central') +
      item('Storage - France Central', '', 'Mon, 01 Mar 2021 07:30:00 GMT'),
  );
  expect(readXml(feed, ours)).toMatchObject({
    kind: 'read',
    open: [
      { kind: 'incident', title: 'Storage - France Central', since: since('2021-03-10T07:30:00Z') },
    ],
    unplaced: [{ title: 'Compute - West US' }, { title: 'Planned maintenance - France Central' }],
    elsewhere: [],
    past: [],
    skipped: 0,
  });
  expect(readXml(rss(''), ours)).toMatchObject({ open: [], unplaced: [] });
});

test('RSS: an entry of which the text says that something is over is left undecided', () => {
  const feed = rss(item('Storage - France Central', 'Update: the incident is resolved.'));
  expect(readXml(feed, { regions: ['France Central'] })).toMatchObject({
    open: [],
    unplaced: [{}],
  });
});

test('RSS: a title as long as a whole feed is compared by its beginning alone', () => {
  // Compared to its end, word by word, two megabytes held a home's watch up for five seconds.
  const feed = rss(item(`${'storage down '.repeat(140_000)}resolved`));
  expect(readXml(feed, { products: ['Compute'] })).toMatchObject({
    open: [],
    elsewhere: [],
    unplaced: [{ title: expect.stringContaining('storage down') }],
  });
});

test('Atom is read alike, in French too', () => {
  const entry = (title: string) =>
    `<entry><title>${title}</title><updated>2021-03-10T07:30:00Z</updated><category term="Réseau"/></entry>`;
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom">${entry('Panne à Roubaix')}${entry('Incident résolu à Roubaix')}</feed>`;
  const read = readXml(feed, { regions: ['roubaix'], products: ['reseau'] });
  expect(read?.open.map(({ title }) => title)).toEqual(['Panne à Roubaix']);
});

test('entities of its own, other XML and pages are no feed', () => {
  const laughs =
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>';
  const outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>';
  for (const text of [laughs, outside, '<html><body>ok</body></html>', '<rss><channel>', 'x'])
    expect(readXml(text, { wholePage: true })).toBeNull();
  expect(readXml(`${'<a>'.repeat(50_000)}`, { wholePage: true })).toBeNull();
});

const PARSERS: readonly FeedParser[] = [
  readStatuspage,
  readAwsEvents,
  readGoogleIncidents,
  readRss,
];

test('whatever the bytes, a parser answers: a reading, or that they are none of its form', () => {
  const texts = [
    JSON.stringify({ incidents: [INCIDENT] }),
    JSON.stringify([event({})]),
    rss(item('Storage')),
  ];
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(encode),
    fc
      .tuple(fc.constantFrom(...texts), fc.nat(300), fc.string({ maxLength: 3 }))
      .map(([text, at, noise]) => encode(text.slice(0, at) + noise + text.slice(at + 1))),
  );
  fc.assert(
    fc.property(bytes, (some) => {
      for (const parse of PARSERS) {
        const reading = parse(some, source({ wholePage: true }), NOW);
        expect(reading === null || reading.kind === 'read').toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
