// Goal: every page of the console shows what it is asked for, whole, escaped and bounded, and says so
// where there is nothing. Method: the morning, each page in both languages, hostile names, and a home
// that has none of the sources.
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { mayAll, mayOf } from '../../app/views/role.ts';
import { epochMs } from '../../core/units.ts';
import { answerData } from '../../web/console/data/answer-data.ts';
import { readStretch } from '../../web/console/data/read-stretch.ts';
import { findPage, lacksSlash } from '../../web/console/pages/find-page.ts';
import type { ConsoleSources } from '../../web/console/pages/console-sources.ts';
import { renderMain } from '../../web/console/render-main.ts';
import { readWords } from '../../web/words.ts';
import { morningView } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { MORNING_NOW, morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

const [incident] = Object.values(morning.incidents);
const [platform] = morningPolicy.platforms;
if (incident === undefined || platform === undefined) throw new Error('the morning has both');

/** Made once: words are read from files. */
const WORDS = { fr: readWords('fr'), en: readWords('en') };
const VIEWS = { fr: morningView('fr'), en: morningView('en') };
const SOURCES = { fr: morningSources('fr'), en: morningSources('en') };

const ADDRESSES = [
  '/',
  '/incidents/',
  `/incidents/${incident.id}/`,
  `/incidents/${incident.id}/?table=1`,
  '/platforms/',
  `/platforms/${platform.id}/`,
  `/platforms/${platform.id}/?plan=shelter`,
  `/platforms/${platform.id}/?table=1`,
];

const page = async (
  address: string,
  sources: ConsoleSources = SOURCES.fr,
  language: 'fr' | 'en' = 'fr',
  may = mayAll,
) =>
  renderMain(findPage(address), {
    view: VIEWS[language],
    words: WORDS[language],
    may,
    sources,
  });
const markup = async (...asked: Parameters<typeof page>) => (await page(...asked)).html.markup;

describe('each page', () => {
  test.each(ADDRESSES)('%s is there in both languages, with every word filled', async (address) => {
    for (const language of ['fr', 'en'] as const) {
      const { found, html } = await page(address, SOURCES[language], language);
      expect(found).toBe(true);
      expect(html.markup).toContain('<h1>');
      expect(html.markup).not.toMatch(/>[^<]*\{\w+\}[^<]*</);
      expect(html.markup).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  test.each(ADDRESSES)('%s is there where a home has no source at all', async (address) => {
    expect((await page(address, {})).found).toBe(true);
  });

  test.each(ADDRESSES)('%s has each id once, and a heading for each step', async (address) => {
    const ids: string[] = [];
    const parser = new Parser({ onopentag: (_, { id }) => void (id && ids.push(id)) });
    parser.end(await markup(address));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test.each(ADDRESSES)('%s shows a viewer no button that acts', async (address) => {
    expect(await markup(address, SOURCES.fr, 'fr', mayOf('viewer'))).not.toContain('data-command');
  });

  test('tells of a drill and of a rehearsal, whatever is asked for', async () => {
    for (const address of [...ADDRESSES, '/nothing/'])
      expect(await markup(address)).toContain('id="rehearsal"');
  });
});

describe('an address', () => {
  test.each([
    '/incidents/none/',
    '/incidents/constructor/',
    '/incidents/__proto__/',
    '/platforms/none/',
    `/platforms/${platform.id}/more/`,
    '/incidents/a/b/c/d/e/',
    '/incidents/%E0%A4%A/',
    '/nothing/',
    '/incidents/%3Cscript%3E/',
  ])('%s leads to a page that says that there is nothing', async (address) => {
    const { found, html } = await page(address);
    expect([found, html.markup.includes('Page introuvable')]).toEqual([false, true]);
    expect(html.markup).not.toContain('<script');
  });

  test('that lacks its last slash is known, and no other', () => {
    expect(
      ['/incidents', '/incidents/x', '/nothing', '/now', '//evil.example'].map(lacksSlash),
    ).toEqual([true, true, false, false, false]);
  });
});

describe('an incident’s page', () => {
  test('holds its turns with what name servers answered, its schools with their numbers, its notices', async () => {
    const text = await markup(`/incidents/${incident.id}/`);
    expect(text).toContain('ns1.example A 100');
    expect(text).toContain('href="tel:+33100000000"');
    expect(text).toContain(`/data/not-reached.csv?incident=${incident.id}`);
    expect(text).toContain(`preau dossier export ${incident.id}`);
    for (const notice of incident.notices) expect(text).toContain(`id="notice-${notice}"`);
    expect(text).toContain('&lt;script&gt;bounced');
    expect(text).not.toContain('<script>bounced');
  });

  test('has its measurements as a table where that is asked for', async () => {
    const text = await markup(`/incidents/${incident.id}/?table=1`);
    expect(text).not.toContain('data-timeline');
    expect(text).toContain('<caption>');
  });
});

test('a platform’s page says what an act would do, and does nothing', async () => {
  const text = await markup(`/platforms/${platform.id}/?plan=veto`);
  expect(text).toContain('class="plan-of"');
  expect(text).toMatch(/Le DNS tournerait|Écrit au journal|Rien ne changerait|Ce serait refusé/);
  expect(await markup(`/platforms/${platform.id}/?plan=drop-table`)).not.toContain(
    'class="plan-of"',
  );
});

describe('Now', () => {
  test('tells what name servers answer of platforms that are sent elsewhere, and waits for none', async () => {
    expect(await markup('/')).toMatch(
      /Serveurs de noms à \d\d:\d\d\s: 1 réponse, 100\s% au miroir/,
    );
    const silent = { ...SOURCES.fr, dns: async () => null };
    expect(await markup('/', silent)).toContain('Les serveurs de noms ne répondent pas');
  });

  test('stays short however many tasks there are, and counts them all', async () => {
    const view = VIEWS.fr;
    const [task] = view.tasks;
    if (task === undefined) throw new Error('the morning has something to do');
    const tasks = Array.from({ length: 2_000 }, (_, index) => ({
      ...task,
      key: `t-${index}`,
      group: 'people' as const,
    }));
    const asked = { view: { ...view, tasks }, words: WORDS.fr, may: mayAll, sources: {} };
    const { html } = await renderMain(findPage('/'), asked);
    expect(html.markup.length).toBeLessThan(120_000);
    expect(html.markup).toContain('<span class="count">2000</span>');
    expect(html.markup.match(/id="task-t-/g)?.length).toBeLessThan(50);
  });
});

describe('data', () => {
  const ask = (address: string, sources: ConsoleSources = SOURCES.fr) =>
    answerData(new URL(`http://localhost/data/${address}`), sources, WORDS.fr);
  const stretch = (from: number, to: number) =>
    `timeline.json?platform=${platform.id}&from=${from}&to=${to}`;

  test('are a chart of a stretch', async () => {
    const { status, body } = await ask(stretch(MORNING_NOW - 3_600_000, MORNING_NOW));
    const chart = JSON.parse(String(body));
    expect([status, chart.vantages.length, chart.shares.at(-1).mirrorShare]).toEqual([200, 1, 1]);
  });

  test.each([
    'timeline.json',
    stretch(0, 90_000_000),
    stretch(5, 4),
    'timeline.json?platform=../x&from=1&to=9999999',
    'timeline.json?platform=a&from=1e3&to=9999999',
  ])('are refused for %s', async (address) => {
    expect((await ask(address)).status).toBe(400);
  });

  test.each(['', 'else', 'timeline.json/', '../now.json'])(
    'are not there at %s',
    async (address) => {
      expect((await ask(address)).status).toBe(404);
    },
  );

  test('are the schools to telephone, as a spreadsheet reads them without running them', async () => {
    const { status, body, headers } = await ask(`not-reached.csv?incident=${incident.id}`);
    expect(status).toBe(200);
    expect(headers?.['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    expect(String(body)).toContain(`"'=HYPERLINK(""x"")`);
    expect((await ask('not-reached.csv?incident=none')).status).toBe(404);
  });

  test('are none where the home has none', async () => {
    expect((await ask(stretch(MORNING_NOW - 3_600_000, MORNING_NOW), {})).status).toBe(404);
    expect((await ask(`not-reached.csv?incident=${incident.id}`, {})).status).toBe(404);
  });

  test('are asked for a bounded stretch only', () => {
    const query = new URLSearchParams({ platform: 'a', from: '0', to: '60000' });
    expect(readStretch(query)).toEqual({ platform: 'a', from: epochMs(0), to: epochMs(60_000) });
  });
});
