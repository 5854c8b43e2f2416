import { describe, expect, test } from 'vitest';
import { mayAll } from '../../../app/views/role.ts';
import type { SchoolDesk } from '../../../app/schools/school-desk.ts';
import { DELIVERY_STATES } from '../../../core/notice/delivery-state.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, type Uai } from '../../../core/units.ts';
import { schoolsPage } from '../../../web/console/pages/schools-page.ts';
import { schoolsCsv } from '../../../web/console/schools/schools-csv.ts';
import { standingOf } from '../../../web/console/schools/contact-standing.ts';
import { readWords } from '../../../web/words.ts';
import { morningView } from '../fixtures/faces.ts';

// Goal: the page of schools shows whom Préau can reach, in both languages, and runs nothing that a
// directory holds. Method: a desk that answers hostile names.

const NAME = '<script>alert(1)</script>\u202E=1+1';
const row = {
  uai: '0590001A' as Uai,
  name: NAME,
  commune: '=cmd()',
  department: '059',
  type: 'lycee',
  state: 'closing',
} as const;
const view = morningView();
const [told] = view.gone;

const desk = (over: Partial<SchoolDesk> = {}): SchoolDesk => ({
  renewedBy: 'import',
  search: async (_query, from) => ({ total: 120, rows: from < 120 ? [row] : [] }),
  sheet: async (uai, notices) =>
    uai === row.uai
      ? {
          school: { ...row, academie: 'Lille', timeZone: 'Europe/Paris' },
          contacts: [
            {
              role: 'head',
              channel: 'mail',
              address: 'm…@example.fr',
              language: 'fr',
              origin: 'opt-in',
              optedOut: false,
              sent: notices.map((notice) => ({
                notice,
                state: 'failed-permanent',
                receipt: 'bounced',
                at: epochMs(view.at),
              })),
            },
          ],
        }
      : null,
  lastImport: async () => ({
    at: epochMs(view.at),
    files: [{ file: NAME, rows: 3, schools: 2, rejectedRows: 1 }],
    added: 2,
    changed: 0,
    gone: 1,
    contactsWithoutSchool: 1,
    doubted: [{ department: '059', type: 'college', known: 200, missing: 150 }],
  }),
  ...over,
});

const render = async (below: readonly string[], query = '', schools = desk(), language = 'fr') =>
  (
    await schoolsPage.render({
      view,
      words: readWords(language as 'fr' | 'en'),
      may: mayAll,
      below,
      query: new URLSearchParams(query),
      sources: { schools },
    })
  )?.markup ?? null;

describe.each(['fr', 'en'])('in %s, the page of schools', (language) => {
  test('finds, pages and tells of the last import, without running a name', async () => {
    const markup = (await render([], 'q=%3Cb%3E&from=50', desk(), language)) ?? '';
    expect(markup).toContain('&lt;script&gt;');
    expect(markup).not.toContain('<script');
    expect(markup).not.toContain('\u202E');
    expect(markup).toContain('value="&lt;b&gt;"');
    expect(markup).toContain('from=0"');
    expect(markup).toContain('from=100"');
    expect(markup).toContain('150');
    expect(markup).not.toMatch(/console\.schools|\{[a-z]+[,}]/);
  });

  test('shows one school, its contact’s state and the very words that it was sent', async () => {
    const markup = (await render(['0590001a'], '', desk(), language)) ?? '';
    expect(markup).toContain('m…@example.fr');
    expect(markup).toContain(language === 'fr' ? 'revenu' : 'came back');
    expect(markup).toContain(told?.text.mailSubject.slice(0, 10) ?? 'none');
    expect(markup).not.toContain('<script');
    expect(markup).not.toMatch(/console\.schools|\{[a-z]+[,}]/);
  });
});

test.each([['9999999Z'], ['0590001A', 'x']])('there is no school at %j', async (...below) => {
  expect(await render(below)).toBe(null);
});

test.each(['from=-1', 'from=1.5', 'from=x', 'from=1e400', 'from=9999999999999999'])(
  '%s begins at the start',
  async (query) => {
    const asked: number[] = [];
    await render(
      [],
      query,
      desk({ search: async (_q, from) => (asked.push(from), { total: 0, rows: [] }) }),
    );
    expect(asked).toEqual([0]);
  },
);

test('a directory that does not answer, or is not here, is said', async () => {
  const busy = desk({
    search: () => Promise.reject(new PreauError('store-unavailable', 'busy', { retryable: true })),
  });
  expect(await render([], '', busy)).toContain('réessayez');
  const none = desk({
    renewedBy: 'publish',
    search: () => Promise.reject(new PreauError('directory-unreadable', 'none was published')),
  });
  expect(await render([], '', none)).toContain('preau schools publish');
  expect(await render([], '', desk({ renewedBy: 'publish' }))).toContain('preau schools publish');
  const markup = await schoolsPage.render({
    view,
    words: readWords('fr'),
    may: mayAll,
    below: [],
    query: new URLSearchParams(),
    sources: {},
  });
  expect(markup?.markup).toContain('n&#39;est pas lu depuis cette console');
});

test('the table for office programs holds no formula', async () => {
  const text = await schoolsCsv(desk(), '');
  expect(text).toContain("'=cmd()");
  expect(text).not.toMatch(/(^|;)=/m);
});

test('every state of a delivery is a standing of its contact', () => {
  const standing = (state: (typeof DELIVERY_STATES)[number]) =>
    standingOf({ optedOut: false, sent: [{ notice: 'x', state, receipt: null, at: null }] });
  expect(DELIVERY_STATES.map(standing)).toEqual([
    'under-way',
    'under-way',
    'unknown',
    'accepted',
    'reached',
    'bounced',
    'suppressed',
    'bounced',
  ]);
  expect(standingOf({ optedOut: false, sent: [] })).toBe('never');
  expect(standingOf({ optedOut: true, sent: [] })).toBe('opted-out');
});
