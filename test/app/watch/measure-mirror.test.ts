// Goal: a mirror is fit only when a lesson came whole, under the platform's name, of the build that
// was published (P1). Method: one probe answered by the test, in every way that it may go.
import { describe, expect, it } from 'vitest';
import { measureMirror } from '../../../app/watch/measure-mirror.ts';
import { mirrorInBrief } from '../../../app/watch/mirror-in-brief.ts';
import type { ProbeRequest } from '../../../app/ports.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { durationMs, epochMs, platformId, sha256, vantageId } from '../../../core/units.ts';
import type { Observation, ProbeErrorKind, ProbeStage } from '../../../core/watch/observation.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const NOW = epochMs(Date.UTC(2021, 3, 6, 6));
const hash = (letter: string) => sha256(letter.repeat(64));
const file = (
  path: string,
  sizeBytes: number,
  letter: string,
  type = 'text/html; charset=utf-8',
) => ({
  path,
  sizeBytes,
  sha256: hash(letter),
  type,
});
const published: Manifest = {
  version: 1,
  platform: platformId('nord'),
  buildId: 'b-1',
  builtAt: epochMs(NOW - 3_600_000),
  title: 'Leçons',
  licence: 'CC0',
  attribution: 'nous',
  files: [
    file('/index.html', 100, 'a'),
    file('/cours/été.html', 9_000, 'b'),
    file('/fiche.pdf', 90_000, 'c', 'application/pdf'),
  ],
  aliases: {},
};
const good = { buildId: 'b-1', bodySha256: hash('b'), status: 200 };

describe('a mirror', () => {
  it('is asked for its largest page, under the platform’s name, at its own', async () => {
    const { request } = await measured(good);
    expect(request).toMatchObject({
      target: 'mirror',
      resolve: 'secours.nord.example',
      serverName: 'nord.example',
      path: '/cours/%C3%A9t%C3%A9.html',
    });
    expect(request.expect).toBeUndefined();
  });

  it('that serves what was published is fit', async () => {
    expect((await measured(good)).fitness).toMatchObject({
      fit: true,
      buildId: 'b-1',
      reasons: [],
    });
  });

  it.each<readonly [string, Partial<Observation>]>([
    ['serves another build', { ...good, buildId: 'b-0' }],
    ['does not say its build', { ...good, buildId: '' }],
    ['serves a lesson with other words', { ...good, bodySha256: hash('d') }],
    ['has a certificate for another name', failing('tls', 'tls-name-mismatch')],
    ['has an expired certificate', failing('tls', 'tls-expired')],
    ['refuses connections', failing('tcp', 'tcp-refused')],
    ['has no address', failing('dns', 'dns-nxdomain')],
    ['answers with an error', { ...failing('http', 'http-503'), buildId: 'b-1' }],
    ['never ends its page', { ...failing('body', 'body-slow'), ...good }],
  ])('that %s is not', async (_, seen) => {
    const { fitness } = await measured(seen);
    expect(fitness.fit).toBe(false);
    expect(fitness.reasons.length).toBeGreaterThan(0);
  });

  it('whose answers would outlive the outage is not', async () => {
    const { fitness } = await measured({ ...good, headerFaults: ['hsts', 'no-policy'] });
    expect(fitness.reasons).toEqual([
      'l’en-tête Strict-Transport-Security du miroir survivrait à la panne',
      'l’en-tête Content-Security-Policy du miroir manque',
    ]);
  });

  it('that was never built is not, nor one that is too old', async () => {
    expect((await measured(good, null)).fitness.fit).toBe(false);
    const old = { ...published, builtAt: epochMs(NOW - 15 * 86_400_000) };
    expect((await measured(good, old)).fitness.fit).toBe(false);
  });

  it('without a page that pupils could read is not', async () => {
    const pages = published.files.filter(({ type }) => type === 'application/pdf');
    expect((await measured(good, { ...published, files: pages })).fitness.fit).toBe(false);
  });
});

it('a vantage that gave no answer says nothing of the mirror (P7)', async () => {
  const silent = failing('vantage', 'vantage-silent');
  await expect(measured(silent)).rejects.toThrow('nothing was measured');
});

function failing(stage: ProbeStage, kind: ProbeErrorKind): Partial<Observation> {
  return { failure: { stage, kind, detail: '' } };
}

async function measured(seen: Partial<Observation>, manifest: Manifest | null = published) {
  let asked: ProbeRequest | null = null;
  const [nord] = testPolicy(['nord']).platforms;
  const mirror = nord?.mirror;
  if (nord === undefined || mirror === undefined) throw new Error('the fixture has a mirror');
  const event = await measureMirror(
    {
      clock: { now: () => NOW, sleep: async () => undefined, real: () => 0 },
      observations: { add: async () => undefined, between: async () => [] },
      prober: {
        probe: async (request) => {
          asked = request;
          const { platform: id, vantage, target } = request;
          const base = { platform: id, vantage, target, at: NOW, timesMs: {}, totalMs: 5 };
          return { ...base, failure: null, ...seen };
        },
      },
    },
    { ...nord, mirror },
    { id: vantageId('v1'), name: 'Un', controls: [] },
    manifest && { ...mirrorInBrief(manifest, 0), sample: [] },
    { probeBudgetMs: durationMs(900), language: 'fr' },
  );
  if (asked === null || event === null) throw new Error('nothing was measured');
  return { request: asked as ProbeRequest, fitness: event.fitness };
}
