// Goal: every host gets all the feeds and files, each language its own history, and pages of schools'
// platforms where they are asked for.
// Method: the whole site of the morning, by its paths.
import { expect, test } from 'vitest';
import { platformId } from '../../../core/units.ts';
import { platformSet } from '../../../web/status/etab/platform-set.ts';
import { pageLanguages } from '../../../web/status/page-languages.ts';
import { statusSite } from '../../../web/status/status-site.ts';
import { statusExtras } from '../fixtures/faces.ts';
import { morning } from '../fixtures/morning.ts';
import { morningPolicy } from '../fixtures/morning-policy.ts';

const { words: _, render, language: __, ...extras } = statusExtras('fr');
const languages = pageLanguages('fr').map((said) => ({ ...said, render }));
const set = platformSet([platformId('cned')]);
const site = statusSite(morning, morningPolicy, extras, languages, [set]);

test('the site has each feed where it is looked for', () => {
  expect([...site.keys()]).toEqual(
    expect.arrayContaining([
      'history.atom',
      'en/history.atom',
      'api/v2/summary.json',
      'api/v2/status.json',
      'api/v2/components.json',
      'api/v2/incidents.json',
      'api/v2/incidents/unresolved.json',
      'api/v2/scheduled-maintenances.json',
      'cap/index.atom',
      'calendar.ics',
      'badges/cned.svg',
      `platforms-${set.id}.html`,
      `platforms-${set.id}.json`,
    ]),
  );
  expect(site.has('en/calendar.ics')).toBe(false);
});

test('each history names itself where it lies, in its own language', () => {
  expect(site.get('history.atom')).toMatch(/xml:lang="fr"[\s\S]*<id>\S+example\/history\.atom/);
  expect(site.get('en/history.atom')).toMatch(/xml:lang="en"[\s\S]*<id>\S+\/en\/history\.atom/);
});

test('every path is one that both kinds of hosts take', () => {
  for (const path of site.keys()) {
    for (const part of path.split('/')) expect(part).toMatch(/^[\w-][\w.-]{0,99}$/);
  }
});

test('the first page names its feed, and carries its announcements as data', () => {
  const index = site.get('index.html') ?? '';
  expect(index).toContain('type="application/atom+xml" href="history.atom"');
  const [, data = ''] = /<script type="application\/ld\+json">([^<]+)</.exec(index) ?? [];
  expect(JSON.parse(data)).toMatchObject({ '@context': 'https://schema.org' });
  expect(site.get('messages.html')).not.toContain('ld+json');
});
