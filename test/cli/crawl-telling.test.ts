// Goal: who visits a site sees how far it is and how the site bears it; a home is told in numbers, a pipe nothing.
// Method: progress as a crawl tells it, with notebooks for the terminal.
import { expect, it } from 'vitest';
import type { CrawlProgress, CrawlReport } from '../../adapters/local/crawl/crawl-request.ts';
import { crawlLines, crawlWarnings } from '../../cli/crawl-lines.ts';
import { crawlTelling } from '../../cli/crawl-progress.ts';
import { createIo } from '../../cli/frame-io.ts';
import { durationMs } from '../../core/units.ts';

function terminal(isTTY: boolean, language: 'fr' | 'en' = 'fr', env: Record<string, string> = {}) {
  let text = '';
  const io = createIo({
    argv: ['--lang', language],
    env,
    stdout: { write: () => undefined },
    stderr: { write: (part: string) => void (text += part), isTTY, columns: 120 },
  });
  return { io, text: () => text };
}

const PROGRESS: CrawlProgress = {
  done: 150,
  known: 450,
  pages: 100,
  knownPages: 300,
  requests: 100,
  bytes: 4_200_000,
  elapsedMs: durationMs(10_000),
  mood: 'slower',
};

it.each([
  ['fr', '100/300 pages, 4,2 Mo, 10/s, reste au moins 30 s, le site répond plus lentement'],
  ['en', '100/300 pages, 4.2 MB, 10/s, 30 s left at least, the site answers more slowly'],
] as const)('a terminal in %s has one line that writes over itself', (language, line) => {
  const { io, text } = terminal(true, language);
  const telling = crawlTelling(io, false, () => 0);
  telling.onProgress(PROGRESS);
  expect(text()).toBe(`\r\u001B[K${line}`);
  telling.end();
  expect(text().endsWith('\r\u001B[K')).toBe(true);
});

it('no rate is told before there is one', () => {
  const { io, text } = terminal(true);
  crawlTelling(io, false, () => 0).onProgress({ ...PROGRESS, elapsedMs: durationMs(300) });
  expect(text()).not.toContain('/s');
});

it('a pipe and a program are told nothing, a home how many', () => {
  const piped = terminal(false);
  crawlTelling(piped.io, false, () => 0).onProgress(PROGRESS);
  const quiet = terminal(true);
  crawlTelling(quiet.io, true, () => 0).onProgress(PROGRESS);
  expect(piped.text() + quiet.text()).toBe('');
  const home = terminal(false, 'fr', { PREAU_PROGRESS: 'lines' });
  crawlTelling(home.io, true, () => 0).onProgress(PROGRESS);
  expect(home.text()).toBe('progress 150/450\n');
});

const REPORT: CrawlReport = {
  ended: { kind: 'complete' },
  requests: 12,
  changed: 3,
  unchanged: 8,
  failed: 1,
  removed: 2,
  keptOld: 1,
  waiting: 0,
  resumed: 5,
  accountUnnamed: true,
  robotsGrant: { grantedBy: 'Mme Durand', because: 'notre site' },
  rendered: 2,
  needScript: 1,
  noBrowser: null,
  bytes: 1_000,
  elapsedMs: durationMs(3_000),
};

it.each(['fr', 'en'] as const)('what a visit did is told in whole words (%s)', (language) => {
  const { io } = terminal(false, language);
  const stopped = { kind: 'stopped', why: 'time-used-up', detail: '' } as const;
  const all = [
    ...crawlLines(REPORT, io),
    ...crawlWarnings({ ...REPORT, ended: stopped, waiting: 7 }, io),
    ...crawlWarnings({ ...REPORT, noBrowser: 'nowhere' }, io),
  ];
  expect(all).toHaveLength(3 + 5 + 4);
  expect(all.join('\n')).not.toMatch(/\{\w+\}|mirror\./);
  expect(all.join('\n')).toContain('session.account.names');
  expect(all.join('\n')).toContain('Mme Durand');
  expect(all.join('\n')).toContain('nowhere');
});
