import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { statusView } from '../../app/views/status-view.ts';
import type { Incident, State } from '../../core/incident/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { epochMs, incidentId, platformId } from '../../core/units.ts';
import { renderStatus } from '../../web/status/render-status.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { statusExtras } from './fixtures/faces.ts';
import { MORNING_NOW, morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: 90 days are read from bars, from a sentence and from a table, and a bad morning of thirty
// platforms is still a small page. Method: the morning, and thirty copies of its worst platform.

const DAY = 86_400_000;
const words = readWords('fr');
const [first] = Object.values(morning.incidents).filter(({ closedAt }) => closedAt === null);
const [source] = morningPolicy.platforms.filter(({ id }) => id === first?.platform);
if (first === undefined || source === undefined) throw new Error('expected an open incident');
const [sent] = Object.values(morning.notices).filter(({ stage }) => stage === 'sent');
if (sent === undefined) throw new Error('expected a sent notice');

/** Thirty platforms down at once, each with as many falls in the past as the page keeps, in all. */
function badMorning() {
  const ids = Array.from({ length: 30 }, (_, index) => platformId(`ent-${index}`));
  const state = morning.platforms[source?.id ?? ids[0] ?? platformId('none')];
  const incidents = ids.flatMap((platform, row) =>
    Array.from({ length: 5 }, (_, column): Incident => {
      const id = incidentId(`${platform}-${column}`);
      const fellAt = epochMs(
        (first?.fellAt ?? 0) - (column * 17 + ((row * 7) % 11)) * DAY * Math.sign(column),
      );
      const end = column === 0 ? null : epochMs(fellAt + (row + column) * 613_000);
      return {
        ...(first as Incident),
        id,
        platform,
        fellAt,
        recoveredAt: end,
        closedAt: end,
        reference: `P-0${row}${column}`,
      };
    }),
  );
  const platforms = Object.fromEntries(
    ids.map((id) => [id, { ...state, incident: incidentId(`${id}-0`) }]),
  );
  const notices = ids.map((id, row) => ({
    ...(sent as Notice),
    id: `${id}/outage/1`,
    content: { ...(sent as Notice).content, platformName: `ENT de l’académie no ${row}` },
    firstAcceptedAt: epochMs(MORNING_NOW - row * 1_000),
  }));
  return {
    state: {
      ...morning,
      platforms,
      incidents: Object.fromEntries(incidents.map((one) => [one.id, one])),
      notices: Object.fromEntries(notices.map((one) => [one.id, one])),
    } as State,
    policy: {
      ...morningPolicy,
      platforms: ids.map((id, row) => ({ ...source, id, name: `ENT de l’académie no ${row}` })),
    } as typeof morningPolicy,
  };
}

const extras = { ...statusExtras('fr'), watchedSince: epochMs(MORNING_NOW - 60 * DAY) };

describe('a bad morning of thirty platforms', () => {
  const { state, policy } = badMorning();
  const index = statusFiles(statusView(state, policy, extras), words).get('index.html') ?? '';

  test('is a page of 15 kB as sent, by either compression', () => {
    expect(index.match(/<li class="row /g)).toHaveLength(30);
    expect(index.match(/<tr><td>/g)?.length).toBeGreaterThanOrEqual(145);
    expect(gzipSync(index).byteLength).toBeLessThan(15_000);
    expect(brotliCompressSync(index).byteLength).toBeLessThan(15_000);
  });
});

describe('ninety days', () => {
  const view = statusView(morning, morningPolicy, extras);
  const page = renderStatus(view, words);
  const rowOf = (id: string) =>
    page.split('<li class="row ').find((row) => row.includes(`id="${id}"`)) ?? '';

  test('are a picture with a text for every platform', () => {
    expect(
      page.match(/<svg class="h" role="img" aria-label="Les 90 derniers jours\. [^"]+"/g),
    ).toHaveLength(view.platforms.length);
    expect(rowOf('ara')).toContain('Aucune panne constatée. Jours suivis\u00a0: 61 sur 90.');
  });

  test('are a table too, of each day with a fall', () => {
    expect(rowOf('ent-occitanie')).toMatch(
      /<tr><td>6 avril<\/td><td>Panne, cours à l&#39;abri<\/td><td>24 min<\/td><\/tr>/,
    );
    expect(rowOf('ara')).not.toContain('<table');
  });

  test('are drawn from the first to the last: each day is in one bar', () => {
    for (const svg of page.match(/<svg class="h" role[\s\S]*?<\/svg>/g) ?? []) {
      const runs = [...svg.matchAll(/d="M(\d+) [\d.]+h(\d+)"/g)].map(
        ([, from, length]) => [Number(from), Number(length)] as const,
      );
      const ordered = runs.toSorted(([one], [other]) => one - other);
      expect(ordered.reduce((at, [from, length]) => (from === at ? from + length : -1), 0)).toBe(
        90,
      );
    }
  });
});

describe('days that were neither up nor down', () => {
  const hour = 3_600_000;
  const id = source?.id ?? platformId('none');
  const at = (daysAgo: number, hours = 0) => epochMs(MORNING_NOW - daysAgo * DAY + hours * hour);
  const known = morning.platforms[id];
  if (known === undefined) throw new Error('expected a platform');
  const suspensions = [
    { from: at(9), until: at(9, 3) },
    { from: at(5), until: at(5, 1) },
  ];
  const state: State = {
    ...morning,
    incidents: {},
    unseen: [
      { from: at(9, 1), until: at(9, 2) },
      { from: at(7), until: at(7, 2) },
    ],
    platforms: { ...morning.platforms, [id]: { ...known, incident: null, suspensions } },
  };
  const page = renderStatus(statusView(state, morningPolicy, extras), words);
  const row = page.slice(page.indexOf(`id="${id}"`)).split('</li>')[0] ?? '';
  const text = row.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('&#39;', "'");

  test('are told in the sentences, and have rows of their own with how long', () => {
    expect(text).toContain(
      "Aucune panne constatée. Jours suivis : 61 sur 90. Jours où son propriétaire l'a fermée : 2. Jours sans mesure pendant une partie : 1.",
    );
    expect(text.match(/<tr><td>/g)).toHaveLength(3);
    expect(text).toContain('<td>Fermée par son propriétaire</td><td>1 h 00 min</td>');
    expect(text).toContain('<td>Sans mesure une partie du jour</td><td>2 h 00 min</td>');
    expect(text).toContain(
      '<td>Fermée par son propriétaire : 3 h 00 min, Sans mesure une partie du jour : 1 h 00 min</td>',
    );
  });

  test('have bars and a key of their own, which a page without them has not', () => {
    expect(row).toContain('class="h-suspended"');
    expect(row).toContain('class="h-unseen"');
    const calm = { ...state, unseen: [], platforms: morning.platforms };
    expect(renderStatus(statusView(calm, morningPolicy, extras), words)).not.toContain(
      'class="h-suspended"',
    );
  });

  test('have today among them while the page is stale', () => {
    const stale = { ...extras, observedAt: epochMs(MORNING_NOW - hour) };
    const today = statusView(
      { ...state, platforms: morning.platforms, unseen: [] },
      morningPolicy,
      stale,
    ).history[0]?.days.at(-1);
    expect(today).toMatchObject({ look: 'unseen', unseenMs: hour });
  });
});
