// Goal: the status page is written from the journal's state, once for a batch, and says how fresh it
// is. Method: a real engine over a journal in memory; the hosts are plain maps.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { watchedSince } from '../../app/pages/watched-since.ts';
import { openEngine } from '../../app/engine.ts';
import type { Pages } from '../../app/ports.ts';
import { EVERY_DAY } from '../../core/school/school-calendar.ts';
import { PreauError } from '../../core/errors.ts';
import { type EpochMs, epochMs, minutes } from '../../core/units.ts';
import { readConfig } from '../../config/read-config.ts';
import { createHandler, type PublishNeeds } from '../../lambdas/publish-pages/handler.ts';
import { speaker } from '../../app/views/speaker.ts';
import { platformSet, setName } from '../../web/status/etab/platform-set.ts';
import { readWords } from '../../web/words.ts';
import { aConfig } from '../config/a-config.ts';
import { startedAt } from '../fixtures/journal.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const NOW = epochMs(1_617_688_800_000);
beforeEach(() => void readLines());
restoreLinesAfterEach();

async function deployed(
  lastEnd: EpochMs | null,
  fails?: PreauError,
  counts: PublishNeeds['counts'] = async () => new Map(),
  sets: PublishNeeds['sets'] = async () => [],
  pushOffer?: PublishNeeds['pushOffer'],
) {
  const journal = openJournal(':memory:');
  const policy = testPolicy();
  const engine = await openEngine(journal, policy, hashOf);
  await engine.handle(startedAt(Number(NOW) - 3_600_000));
  const published: ReadonlyMap<string, string>[] = [];
  const pages: Pages = {
    publish: async (files) => {
      if (fails !== undefined) throw fails;
      published.push(files);
    },
  };
  const read = readConfig(aConfig(), { language: 'fr' });
  if (read.kind !== 'read') throw new Error('the least configuration is right');
  const handler = createHandler({
    engine: async () => engine,
    rounds: { lastEnd: async () => lastEnd },
    counts,
    sets,
    ...(pushOffer && { pushOffer }),
    watchedSince: watchedSince(journal),
    clock: { now: () => NOW },
    deployment: {
      config: read.config,
      policy,
      wordings: {} as never,
      calendar: EVERY_DAY,
      school: { spans: [], academies: [] },
      words: readWords('fr'),
      speak: speaker('fr', readWords),
      version: 'test',
    },
    languages: (['fr', 'en'] as const).map((language) => ({
      language,
      words: readWords(language),
      render: () => {
        throw new Error('no notice was sent');
      },
    })),
    pages,
  });
  const call = (bodies: readonly string[]) =>
    handler(sqsEvent(...bodies.map((body) => ({ body, group: 'pages' }))), contextOf());
  return { call, handler, published };
}

describe('a batch of news', () => {
  test('makes one page, with all its files', async () => {
    const { call, published } = await deployed(NOW);
    expect(await call(['{"seq":1}', '{"seq":2}', '{"seq":3}'])).toEqual({ batchItemFailures: [] });
    expect(published).toHaveLength(1);
    const [files] = published.map((one) => [...one.keys()]);
    expect(files?.[0]).toBe('index.html');
    expect(files).toEqual(
      expect.arrayContaining(['messages.html', 'api/v2/summary.json', 'en/index.html']),
    );
  });

  test('makes the page without its counts where the ledger does not give them in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { call, published } = await deployed(
        NOW,
        undefined,
        () => new Promise(() => undefined),
      );
      const called = call(['{"seq":1}']);
      while (published.length === 0) {
        await vi.advanceTimersByTimeAsync(1_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await called).toEqual({ batchItemFailures: [] });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('with a malformed message makes the page all the same, and reports that one', async () => {
    const { call, published } = await deployed(NOW);
    const answer = await call(['{"seq":1}', 'not json', '{"seq":"2"}']);
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'm-2',
      'm-3',
    ]);
    expect(published).toHaveLength(1);
  });

  test('is told of a malformed message when it first comes, and not when it comes again', async () => {
    const { handler } = await deployed(NOW);
    const lines = readLines();
    const come = (receives: number) =>
      handler(sqsEvent({ body: 'not json', group: 'pages', receives }), contextOf());
    for (const receives of [1, 2, 3])
      expect((await come(receives)).batchItemFailures).toHaveLength(1);
    expect(lines.all().flatMap(({ code }) => code ?? [])).toEqual(['request-malformed']);
  });

  test('of nothing but malformed messages makes none', async () => {
    const { call, published } = await deployed(NOW);
    expect((await call(['{}'])).batchItemFailures).toHaveLength(1);
    expect(published).toEqual([]);
  });

  test('comes again whole when no host could be written', async () => {
    const down = new PreauError('store-unavailable', 'no host', { retryable: true });
    const { call } = await deployed(NOW, down);
    expect((await call(['{"seq":1}', '{"seq":2}'])).batchItemFailures).toHaveLength(2);
  });
});

describe('the sets of platforms that schools are led to', () => {
  const platforms = testPolicy().platforms.map(({ id }) => id);
  const name = setName(platformSet(platforms));

  test('are written with the page; those of before, where they cannot be read', async () => {
    const answers = [async () => [platforms], () => Promise.reject(new Error('no store'))];
    const { call, published } = await deployed(NOW, undefined, undefined, () =>
      (answers.shift() ?? (async () => []))(),
    );
    for (const seq of [1, 2, 3]) await call([`{"seq":${seq}}`]);
    expect(published.map((files) => files.has(`${name}.html`))).toEqual([true, true, false]);
    expect(published.map((files) => files.has(`${name}.json`))).toEqual([true, true, false]);
  });
});

test('a page offers browsers to be told once the key of pushes is known, and while it cannot be read', async () => {
  const push = { publicKey: 'BAAA', url: 'https://etat.example/abonnement/navigateur' };
  const answers = [async () => null, async () => push, () => Promise.reject(new Error('no store'))];
  const { call, published } = await deployed(NOW, undefined, undefined, undefined, () =>
    (answers.shift() ?? (async () => null))(),
  );
  for (const seq of [1, 2, 3]) await call([`{"seq":${seq}}`]);
  const pages = published.map((files) => files.get('index.html') ?? '');
  expect(pages.map((page) => page.includes('id="push"'))).toEqual([false, true, true]);
  expect(pages[1]).toContain(`data-url="${push.url}"`);
  expect(published.map((files) => files.has('push-worker.js'))).toEqual([false, true, true]);
});

describe('a page', () => {
  const look = (files: ReadonlyMap<string, string> | undefined) => files?.get('index.html') ?? '';

  test('made after a round is fresh, however old the journal is', async () => {
    const { call, published } = await deployed(epochMs(NOW - 5_000));
    await call(['{"seq":1}']);
    expect(look(published[0])).not.toContain(readWords('fr')('status.overall.stale'));
  });

  test('made long after the latest round says that it does not know', async () => {
    const { call, published } = await deployed(epochMs(NOW - minutes(6)));
    await call(['{"seq":1}']);
    expect(look(published[0])).toContain(readWords('fr')('status.overall.stale'));
  });

  test('made before any round goes by the journal', async () => {
    const { call, published } = await deployed(null);
    await call(['{"seq":1}']);
    expect(look(published[0])).toContain(readWords('fr')('status.overall.stale'));
  });
});
