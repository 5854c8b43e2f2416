// Goal: what every making of the `Observations` port must keep: all that was measured, in time's
// order. Method: the same suite for each; a restart is a second opening of the same store.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { epochMs, platformId, vantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { type StoreHome, storeMakings } from './journal-homes.ts';

const [nord, sud] = [platformId('nord'), platformId('sud')];

const seen = (at: number, vantage = 'v1', platform = nord): Observation => ({
  platform,
  vantage: vantageId(vantage),
  target: 'origin',
  at: epochMs(at),
  failure: { stage: 'http', kind: 'http-503', detail: '503' },
  timesMs: { dns: 0.4, tcp: 1.2 },
  totalMs: 12,
  status: 503,
});

describe.each(storeMakings)('observations kept in $name', ({ start }) => {
  let home: StoreHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());
  const fresh = () => home.freshObservations();
  const open = (place: string) => home.openObservations(place);
  const all = [epochMs(0), epochMs(1e15)] as const;

  it('come back whole and in order of time, whatever order they came in', async () => {
    const store = open(await fresh());
    await store.add([seen(30), seen(10)]);
    await store.add([seen(20)]);
    await store.add([]);
    expect(await store.between(nord, ...all)).toEqual([seen(10), seen(20), seen(30)]);
    store.close();
  });

  it('of one instant keep the order that they came in', async () => {
    const store = open(await fresh());
    await store.add([seen(10, 'v2'), seen(10, 'v1'), seen(10, 'v3')]);
    const found = await store.between(nord, ...all);
    expect(found.map(({ vantage }) => vantage)).toEqual(['v2', 'v1', 'v3']);
    store.close();
  });

  it('are those of one platform, both ends of the time included', async () => {
    const store = open(await fresh());
    await store.add([seen(9), seen(10), seen(20), seen(21), seen(15, 'v1', sud)]);
    const found = await store.between(nord, epochMs(10), epochMs(20));
    expect(found.map(({ at }) => at)).toEqual([10, 20]);
    expect(await store.between(sud, ...all)).toHaveLength(1);
    store.close();
  });

  it('outlive their process', async () => {
    const path = await fresh();
    const store = open(path);
    await store.add([seen(10)]);
    store.close();
    const again = open(path);
    expect(await again.between(nord, ...all)).toEqual([seen(10)]);
    again.close();
  });
});
