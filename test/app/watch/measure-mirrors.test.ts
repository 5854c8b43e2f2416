import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../app/engine.ts';
import { measureMirrors } from '../../../app/watch/measure-mirrors.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { epochMs, type PlatformId, sha256 } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';

// Goal: one mirror that cannot be known keeps no other from being measured, and is not called fit
// itself (P1). Method: manifests and probes of plain objects that write down what they are asked.

const policy = testPolicy(['nord', 'sud', 'ouest']);
const HASH = sha256('a'.repeat(64));
const NOW = epochMs(1_617_688_800_000);

describe('measuring all mirrors', () => {
  it('finds each that serves what was published fit', async () => {
    const home = aHome({});
    await measureMirrors(home.ports, home.engine, policy, OPTIONS);
    expect(home.verdicts()).toEqual({ nord: true, sud: true, ouest: true });
  });

  it('calls one whose manifest is none unfit, and measures the others', async () => {
    const home = aHome({ sud: new PreauError('mirror-unverified', 'no manifest') });
    await measureMirrors(home.ports, home.engine, policy, OPTIONS);
    expect(home.verdicts()).toEqual({ nord: true, sud: false, ouest: true });
  });

  it('leaves one whose manifest is out of reach unmeasured, measures the others, then says so', async () => {
    const fault = new PreauError('store-unavailable', 'no answer', { retryable: true });
    const home = aHome({ nord: fault });
    await expect(measureMirrors(home.ports, home.engine, policy, OPTIONS)).rejects.toBe(fault);
    expect(home.verdicts()).toEqual({ sud: true, ouest: true });
  });

  it('calls one fit that still serves the build before, while a new one is on its way', async () => {
    const home = aHome({}, { nord: 'c'.repeat(16), sud: 'c'.repeat(16) }, ['nord']);
    await measureMirrors(home.ports, home.engine, policy, OPTIONS);
    // South's earlier build is not kept: what it serves is nobody's.
    expect(home.verdicts()).toEqual({ nord: true, sud: false, ouest: true });
  });

  it('reads manifests one after the other, and looks at all mirrors at once', async () => {
    const home = aHome({});
    await measureMirrors(home.ports, home.engine, policy, OPTIONS);
    expect(home.most()).toEqual({ reading: 1, looking: 3 });
  });
});

const OPTIONS = { probeBudgetMs: 900, language: 'fr' } as const;

function published(platform: string, buildId = 'b'.repeat(16)): Manifest {
  return {
    version: 1,
    platform: platform as PlatformId,
    title: 'Leçons',
    licence: '',
    attribution: '',
    buildId,
    builtAt: NOW,
    files: [{ path: '/a.html', sizeBytes: 10, sha256: HASH, type: 'text/html; charset=utf-8' }],
    aliases: {},
  };
}

/**
 * Every mirror serves build `b…`; `faults` are those of reading a manifest, `newer` what was made
 * since, `keeping` the platforms whose build before is kept.
 */
function aHome(
  faults: Readonly<Record<string, PreauError>>,
  newer: Readonly<Record<string, string>> = {},
  keeping: readonly string[] = [],
) {
  const events: Event[] = [];
  const now = { reading: 0, looking: 0 };
  const most = { reading: 0, looking: 0 };
  const during = async <T>(what: keyof typeof now, value: () => T): Promise<T> => {
    now[what] += 1;
    most[what] = Math.max(most[what], now[what]);
    await Promise.resolve();
    now[what] -= 1;
    return value();
  };
  const ports = {
    clock: { now: () => NOW, sleep: async () => undefined, real: () => 0 },
    observations: { add: async () => undefined, between: async () => [] },
    mirrors: {
      manifest: (platform: PlatformId, buildId?: string) =>
        during('reading', () => {
          const fault = faults[platform];
          if (fault !== undefined) throw fault;
          if (buildId === undefined) return published(platform, newer[platform]);
          return keeping.includes(platform) ? published(platform, buildId) : null;
        }),
    },
    prober: {
      probe: ({ platform, vantage, target }: Parameters<Probe>[0]) =>
        during('looking', () => ({
          platform,
          vantage,
          target,
          at: NOW,
          failure: null,
          timesMs: {},
          totalMs: 5,
          buildId: 'b'.repeat(16),
          bodySha256: HASH,
        })),
    },
  };
  const engine: Engine = {
    state: () => initialState(policy),
    head: () => null,
    refresh: () => expect.unreachable('nobody refreshes'),
    handle: async (event) => {
      events.push(event);
      return null;
    },
    onEntry: () => () => undefined,
  };
  const verdicts = () =>
    Object.fromEntries(
      events.flatMap((event) =>
        event.kind === 'mirror-measured' ? [[event.platform, event.fitness.fit]] : [],
      ),
    );
  return { ports, engine, verdicts, most: () => most };
}

type Probe = Parameters<typeof measureMirrors>[0]['prober']['probe'];
