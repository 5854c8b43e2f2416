import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { State } from '../../core/incident/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { epochMs } from '../../core/units.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { morningStatus } from './fixtures/faces.ts';
import { morning } from './fixtures/morning.ts';

// Goal: the public page is small, whole in one file, and has Statuspage's shape beside it.
// Method: a day with three notices for every platform, weighed as a browser gets it.

const words = readWords('fr');

/** Every platform out, each told of four times. */
function worstDay(): State {
  const [first] = Object.values(morning.notices).filter(({ stage }) => stage === 'sent');
  if (first === undefined) throw new Error('expected a sent notice');
  const sent = Object.keys(morning.platforms).flatMap((platform, row) =>
    (['outage', 'cause', 'correction', 'recovery'] as const).map(
      (phase, column): Notice => ({
        ...first,
        id: `${platform}/${phase}/1`,
        content: { ...first.content, phase, platformName: `ENT ${platform}` },
        firstAcceptedAt: epochMs(morning.at - 60_000 * (4 * row + column)),
      }),
    ),
  );
  return { ...morning, notices: Object.fromEntries(sent.map((notice) => [notice.id, notice])) };
}

const files = statusFiles(morningStatus('fr', worstDay()), words);
const index = files.get('index.html') ?? '';

describe('the status page', () => {
  test('weighs less than 15 kB as sent', () => {
    expect(gzipSync(index).byteLength).toBeLessThan(15_000);
    expect(gzipSync(files.get('messages.html') ?? '').byteLength).toBeLessThan(15_000);
  });

  test('needs no other file: no image, style, script or font of elsewhere', () => {
    expect(index).not.toMatch(/\bsrc=|<link rel="stylesheet"|url\(|@import/);
    expect(index).toMatch(/<html lang="fr">/);
    expect(index).toMatch(/<noscript><meta http-equiv="refresh" content="60"><\/noscript>/);
  });

  test('says each state by a word and a shape', () => {
    const rows = index.split('<li class="row ').slice(1);
    expect(rows).toHaveLength(7);
    for (const row of rows) expect(row).toMatch(/<span class="look"><svg[\s\S]*?<\/svg> \S/);
  });

  test('shows the latest messages and leads to all of them', () => {
    expect(index.match(/<li class="msg">/g)).toHaveLength(6);
    expect(index).toContain('href="messages.html"');
    expect(files.get('messages.html')?.match(/<li class="msg">/g)).toHaveLength(32);
  });

  test('warns in plain words when it is stale', () => {
    const stale = { ...morningStatus(), stale: true };
    expect(statusFiles(stale, words).get('index.html')).toContain('n&#39;est plus à jour');
  });

  test('says EXERCICE while a drill runs', () => {
    const drill = { ...morningStatus(), drill: true };
    expect(statusFiles(drill, words).get('index.html')).toContain('EXERCICE en cours');
  });
});

describe('summary.json', () => {
  const summary = JSON.parse(files.get('api/v2/summary.json') ?? '');

  test('has the shape of Statuspage', () => {
    expect(Object.keys(summary)).toEqual([
      'page',
      'status',
      'components',
      'incidents',
      'scheduled_maintenances',
      'preau',
    ]);
    expect(summary.status.indicator).toBe('major');
    expect(new Set(summary.components.map(({ status }: { status: string }) => status))).toEqual(
      new Set([
        'major_outage',
        'degraded_performance',
        'partial_outage',
        'under_maintenance',
        'operational',
      ]),
    );
  });

  test('says where the lessons are', () => {
    const sheltered = summary.components.find(({ id }: { id: string }) => id === 'ent-occitanie');
    expect(sheltered.preau.mirror).toEqual({
      active: true,
      url: 'https://secours.ent-occitanie.example/',
    });
  });
});
