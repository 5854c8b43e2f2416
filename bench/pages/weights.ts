import { brotliCompressSync } from 'node:zlib';
import { statusSite } from '../../web/status/status-site.ts';
import { pageLanguages } from '../../web/status/page-languages.ts';
import { statusExtras } from '../../test/web/fixtures/faces.ts';
import { morning } from '../../test/web/fixtures/morning.ts';
import { morningPolicy } from '../../test/web/fixtures/morning-policy.ts';
import { atMost, type Figure, measured } from '../figure.ts';

/** The target for the page that a head opens. */
const HOME_PAGE_MAX = 15_000;

/** Weighed; all badges and alerts are of one kind each. */
const WEIGHED = [
  'messages.html',
  'history.atom',
  'api/v2/summary.json',
  'api/v2/incidents.json',
  'cap/index.atom',
  'calendar.ics',
] as const;

const { words: _, render, language: __, ...extras } = statusExtras('fr');

/** Every file of the status page on 6 April 2021 at 8:31, by its path. */
export function morningSite(): ReadonlyMap<string, string> {
  const languages = pageLanguages('fr').map((said) => ({ ...said, render }));
  return statusSite(morning, morningPolicy, extras, languages);
}

/** What each page and feed weighs on the way, by brotli as networks of caches send it. */
export function weigh(): readonly Figure[] {
  const site = morningSite();
  const bytesOf = (path: string) => brotliCompressSync(site.get(path) ?? '').byteLength;
  return [
    atMost('index.html, compressed', bytesOf('index.html'), 'bytes', HOME_PAGE_MAX),
    ...WEIGHED.map((path) => measured(`${path}, compressed`, bytesOf(path), 'bytes')),
    measured('all files of one publication', site.size, 'files'),
  ];
}
