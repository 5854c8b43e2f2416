import { readAwsEvents } from '../../../adapters/local/feeds/aws-feed.ts';
import type { FeedParser, FeedSource } from '../../../adapters/local/feeds/feed-source.ts';
import { readGoogleIncidents } from '../../../adapters/local/feeds/google-feed.ts';
import { readRss } from '../../../adapters/local/feeds/rss-feed.ts';
import { readStatuspage } from '../../../adapters/local/feeds/statuspage-feed.ts';
import { epochMs } from '../../../core/units.ts';
import type { FuzzTarget } from '../target.ts';

const NOW = epochMs(Date.UTC(2021, 3, 6, 7));
const MARKUP = [
  '<item>',
  '</item>',
  '<entry>',
  '<title>',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&#x0;',
  '<!--',
];
const ENTITIES = [
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '<?xml version="1.0" encoding="utf-16"?>',
];
const JSONS = [
  '{"',
  '":',
  '[',
  ']',
  '}',
  'null',
  '"incidents"',
  '"status"',
  '"started_at"',
  '"impact"',
];

const feed = (kind: FeedSource['kind'], read: FeedParser): FuzzTarget => ({
  name: `feed-${kind}`,
  shape: 'text',
  maxBytes: 262_144,
  words: kind === 'rss' ? [...MARKUP, ...ENTITIES] : JSONS,
  run: (input) => {
    const source = {
      kind,
      url: 'https://status.example/',
      regions: ['eu-west-3'],
      products: ['EC2'],
    };
    const reading = read(input, source, NOW);
    return reading === null ? 'not its form' : JSON.stringify(reading).slice(0, 60);
  },
});

/** What companies say of their own state, in each of its forms. */
export const targets = [
  feed('statuspage', readStatuspage),
  feed('aws', readAwsEvents),
  feed('google', readGoogleIncidents),
  feed('rss', readRss),
];
