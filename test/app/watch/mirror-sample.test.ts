// Goal: every file and address of a mirror is looked at in turn, and one that is wrong is not forgotten before it is right.
// Method: a mirror of plain objects with one wrong answer, measured turn after turn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureMirror } from '../../../app/watch/measure-mirror.ts';
import { mirrorInBrief, PROBED_MAX_BYTES, SAMPLED } from '../../../app/watch/mirror-in-brief.ts';
import type { ProbeRequest } from '../../../app/ports.ts';
import { turnsToSeeAll } from '../../../core/mirror/fit/spread-sample.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { durationMs, epochMs, platformId, sha256, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const NOW = epochMs(Date.UTC(2021, 3, 6, 6));
const hashOf = (path: string) =>
  sha256(Buffer.from(path).toString('hex').padEnd(64, '0').slice(0, 64));
const file = (path: string, sizeBytes = 10) => ({
  path,
  sizeBytes,
  sha256: hashOf(path),
  type: 'text/html',
});
const manifestOf = (count: number): Manifest => ({
  version: 1,
  platform: platformId('nord'),
  buildId: 'b'.repeat(16),
  builtAt: NOW,
  title: '',
  licence: '',
  attribution: '',
  files: Array.from({ length: count }, (_, index) => file(`/l${index}.html`)).concat(
    file('/home.html', 900),
    file('/film.html', PROBED_MAX_BYTES + 1),
  ),
  aliases: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`/view.php?id=${index}`, `/l${index}.html`]),
  ),
});
const published = manifestOf(20);

it('every file that a probe can read, and every address, comes in its turn', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(10_000), (count, first) => {
      const manifest = manifestOf(count);
      const seen = new Set<string>();
      const turns = Math.max(
        turnsToSeeAll(count, SAMPLED.files),
        turnsToSeeAll(count, SAMPLED.aliases),
      );
      for (let turn = first; turn < first + turns; turn += 1) {
        const { sample, lesson } = mirrorInBrief(manifest, turn);
        expect(lesson?.path).toBe('/home.html');
        expect(sample.length).toBeLessThanOrEqual(SAMPLED.files + SAMPLED.aliases);
        for (const { address } of sample) seen.add(address);
      }
      expect(seen.size).toBe(2 * count);
    }),
  );
});

it('addresses that were wrong are in each sample, and forgotten with their file', () => {
  const wrong = ['/l3.html', '/view.php?id=4', '/gone.html'];
  const asked = mirrorInBrief(published, 1, wrong).sample.map(({ address }) => address);
  expect(asked).toEqual(expect.arrayContaining(['/l3.html', '/view.php?id=4']));
  expect(asked).not.toContain('/gone.html');
});

describe('a mirror with one byte changed', () => {
  it('is found at that file’s turn, stays unfit by name, and is fit once it is right again', async () => {
    const told: string[][] = [];
    let wrong: readonly string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const seen = await measure(turn, wrong, {
        '/l7.html': turn < 8 ? { bodySha256: hashOf('x') } : {},
      });
      told.push([...seen.reasons]);
      wrong = seen.wrong ?? [];
    }
    const reason = 'la leçon /l7.html n’est pas celle qui a été publiée';
    const first = told.findIndex((reasons) => reasons.length > 0);
    expect(first).toBeLessThan(turnsToSeeAll(20, SAMPLED.files));
    expect(told.slice(first, 8).every((reasons) => reasons[0] === reason)).toBe(true);
    // Its original address opens it too, and is named at its own turn.
    expect(told.slice(8).every((reasons) => reasons.length === 0)).toBe(true);
  });

  it('stays unfit while it cannot be read again, and no other becomes so by a late answer', async () => {
    const late = { failure: { stage: 'http', kind: 'http-timeout', detail: '' } } as const;
    const all = Object.fromEntries(published.files.slice(0, 20).map(({ path }) => [path, late]));
    expect(await measure(0, [], all)).toMatchObject({ fit: true });
    expect(await measure(0, ['/l7.html'], all)).toMatchObject({ fit: false, wrong: ['/l7.html'] });
  });

  it.each([
    [{ status: 404, failure: { stage: 'http', kind: 'http-4xx', detail: '' } }, false],
    [{ status: 500, failure: { stage: 'http', kind: 'http-500', detail: '' } }, false],
    [{ status: 503, failure: { stage: 'http', kind: 'http-503', detail: '' } }, true],
    [{ status: 301 }, false],
    [{ buildId: 'f'.repeat(16), bodySha256: hashOf('x') }, true],
    [{ bodySha256: hashOf('x') }, false],
  ] as const)('%j at one address is fit: %s', async (answer, fit) => {
    const first = mirrorInBrief(published, 0).sample[0];
    const { target = '', address = '' } = first ?? {};
    const fitness = await measure(0, [], { [target]: answer });
    expect(fitness.fit).toBe(fit);
    expect(fitness.reasons.join()).toContain(fit ? '' : address);
  });

  it('names a few of many, and counts the rest', async () => {
    const all = Object.fromEntries(
      published.files.slice(0, 20).map(({ path }) => [path, { bodySha256: hashOf('x') }]),
    );
    const { reasons, wrong } = await measure(0, [], all);
    expect(reasons).toHaveLength(4);
    expect(reasons.at(-1)).toBe('et une autre adresse');
    expect(wrong).toHaveLength(4);
  });
});

/** A mirror that serves what was published but where `answers` says else, by request target. */
async function measure(
  turn: number,
  wrong: readonly string[],
  answers: Readonly<Record<string, Partial<Observation>>>,
) {
  const { sample, ...brief } = mirrorInBrief(published, turn, wrong);
  const right = new Map(sample.map(({ target, sha256: hash }) => [target, hash]));
  const [nord] = testPolicy(['nord']).platforms;
  const mirror = nord?.mirror;
  if (nord === undefined || mirror === undefined) throw new Error('the fixture has a mirror');
  const event = await measureMirror(
    {
      clock: { now: () => NOW, sleep: async () => undefined, real: () => 0 },
      observations: { add: async () => undefined, between: async () => [] },
      prober: {
        probe: async ({ platform, vantage, target, path }: ProbeRequest) => ({
          platform,
          vantage,
          target,
          at: NOW,
          failure: null,
          timesMs: {},
          totalMs: 5,
          ...(path in answers && 'failure' in (answers[path] ?? {})
            ? {}
            : { status: 200, bodySha256: right.get(path) ?? hashOf(path) }),
          buildId: 'b'.repeat(16),
          ...answers[path],
        }),
      },
    },
    { ...nord, mirror },
    { id: vantageId('v1'), name: 'Un', controls: [] },
    { ...brief, sample },
    { probeBudgetMs: durationMs(900), language: 'fr' },
    wrong,
  );
  if (event === null) throw new Error('nothing was measured');
  return event.fitness;
}
