import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Primary, ZoneUpdate } from '../../../../adapters/local/rfc2136/primary.ts';
import { recordData } from '../../../../adapters/local/rfc2136/record-data.ts';
import { createTurnQueue } from '../../../../adapters/local/rfc2136/turn-queue.ts';
import { CLASS, TYPE } from '../../../../adapters/local/rfc2136/wire-codes.ts';
import { updateMessage } from '../../../../adapters/local/rfc2136/wire-message.ts';
import { createZoneLanes } from '../../../../adapters/local/rfc2136/zone-lanes.ts';
import { PreauError } from '../../../../core/errors.ts';
import type { PairPlatform, PairSide } from '../../../../core/shelter/weighted-pair.ts';
import { aPlatform, MIRROR, ORIGIN } from '../../../home/names/names-fixture.ts';

// Goal: turns that gather are made as one message, in the order asked for, and a name that is not
// Préau's keeps no other from turning and is never changed itself.
// Method: a zone in memory that does what RFC 2136 3.2 and 3.4 say, A records only; properties.

const OTHER = '192.0.2.99';

/** A primary over a map from names to addresses. */
function aZone(addresses: ReadonlyMap<string, string>, refused: ReadonlySet<string> = new Set()) {
  const zone = new Map([...addresses].map(([name, one]) => [name, recordData('A', one)]));
  const sent: ZoneUpdate[] = [];
  let isDead = false;
  const primary: Primary = {
    async update(_, update) {
      await Promise.resolve();
      if (isDead) throw new PreauError('dns-unreachable', 'dead', { retryable: true });
      sent.push(update);
      if (update.updates.some(({ name }) => refused.has(name)))
        throw new PreauError('dns-change-refused', 'REFUSED');
      const holds = update.prerequisites.every(({ name, class: of, data }) =>
        of === CLASS.IN ? zone.get(name)?.equals(data) === true : !zone.has(name),
      );
      if (!holds) return 'unmet';
      for (const { name, class: of, data } of update.updates)
        if (of === CLASS.IN) zone.set(name, Buffer.from(data));
        else zone.delete(name);
      return 'made';
    },
    async ask(_, name, type) {
      const data = zone.get(name);
      const record = { name, type, class: CLASS.IN, ttlSec: 5, offset: 0 };
      return data !== undefined && type === TYPE.A ? [{ ...record, data }] : [];
    },
  };
  const lanes = createZoneLanes(async () => ({
    exchange: async (message) => message,
    close: () => undefined,
  }));
  return {
    queue: createTurnQueue(primary, lanes),
    sent,
    at: (name: string) => zone.get(name)?.join('.'),
    die: () => {
      isDead = true;
    },
  };
}

const platformOf = (index: number): PairPlatform => aPlatform(`ent-${index}`, 1);
const turnOf = (index: number, side: PairSide) => ({
  platform: platformOf(index),
  zone: 'example',
  side,
  ttlSec: 5,
});
const standing = (count: number, address = ORIGIN) =>
  new Map(Array.from({ length: count }, (_, index) => [`ent-${index}.example`, address]));

describe('turns that wait for one zone', () => {
  test('go as one message', async () => {
    const { queue, sent, at } = aZone(standing(50));
    await Promise.all(
      [...standing(50).keys()].map((_, index) => queue.turn(turnOf(index, 'mirror'))),
    );
    expect(sent).toHaveLength(1);
    expect(at('ent-49.example')).toBe(MIRROR);
  });

  test('a turn done again costs one message', async () => {
    const { queue, sent } = aZone(standing(1));
    await queue.turn(turnOf(0, 'mirror'));
    await queue.turn(turnOf(0, 'mirror'));
    expect(sent).toHaveLength(2);
  });

  test('a name with somebody else’s record is told alone, and left', async () => {
    const names = standing(5);
    names.set('ent-2.example', OTHER);
    const { queue, at } = aZone(names);
    const ends = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((index) => queue.turn(turnOf(index, 'mirror'))),
    );
    expect(ends.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(at('ent-2.example')).toBe(OTHER);
    expect(at('ent-4.example')).toBe(MIRROR);
  });

  test('a name that the key may not change keeps no other from turning', async () => {
    const { queue, at } = aZone(standing(3), new Set(['ent-1.example']));
    const ends = await Promise.allSettled(
      [0, 1, 2].map((one) => queue.turn(turnOf(one, 'mirror'))),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([at('ent-0.example'), at('ent-1.example')]).toEqual([MIRROR, ORIGIN]);
  });

  test('all are told of a server that is dead, and none is forgotten', async () => {
    const { queue, die } = aZone(standing(30));
    die();
    const ends = await Promise.allSettled(
      [...standing(30).keys()].map((_, index) => queue.turn(turnOf(index, 'mirror'))),
    );
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
  });

  test('a value that cannot be sent is its own turn’s fault', async () => {
    const { queue, at } = aZone(standing(2));
    const { origin, ...rest } = platformOf(0);
    const wrong = {
      ...turnOf(0, 'mirror'),
      platform: { ...rest, origin: { ...origin, cname: 'a..b' } },
    };
    const [first, second] = await Promise.allSettled([
      queue.turn(wrong),
      queue.turn(turnOf(1, 'mirror')),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
    expect(at('ent-1.example')).toBe(MIRROR);
  });

  test('no message is longer than DNS allows, however many addresses there are', async () => {
    const { queue, sent } = aZone(new Map());
    const many = Array.from({ length: 16 }, (_, index) => `192.0.2.${index + 1}`);
    const wide = (index: number): PairPlatform => {
      const { origin, ...rest } = aPlatform(`${'long'.repeat(14)}-${index}`, 1);
      return { ...rest, origin: { ...origin, addresses: many } };
    };
    await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        queue.turn({ platform: wide(index), zone: 'example', side: 'mirror', ttlSec: 5 }),
      ),
    );
    const lengths = sent.map(
      ({ zone, prerequisites, updates }) => updateMessage(1, zone, prerequisites, updates).length,
    );
    expect(Math.max(...lengths)).toBeGreaterThan(20_000);
    expect(Math.max(...lengths)).toBeLessThan(65_000);
  });

  test('whatever is asked in whatever order, each name ends where it was last asked to, and no other record changes', async () => {
    const asked = fc.array(
      fc.record({
        name: fc.nat(5),
        side: fc.constantFrom<PairSide>('origin', 'mirror'),
        pause: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    const stands = fc.array(fc.constantFrom(ORIGIN, MIRROR, OTHER, null), {
      minLength: 6,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(stands, asked, async (before, turns) => {
        const names = before.flatMap((address, index) =>
          address === null ? [] : ([[`ent-${index}.example`, address]] as const),
        );
        const { queue, at } = aZone(new Map(names));
        const last = new Map<number, PairSide>();
        const running: Promise<unknown>[] = [];
        for (const { name, side, pause } of turns) {
          running.push(queue.turn(turnOf(name, side)).catch(() => undefined));
          last.set(name, side);
          if (pause) await new Promise((resolve) => setImmediate(resolve));
        }
        await Promise.all(running);
        const wanted = before.map((address, index) => {
          const side = last.get(index);
          if (address === OTHER || side === undefined) return address ?? undefined;
          return side === 'mirror' ? MIRROR : ORIGIN;
        });
        expect(before.map((_, index) => at(`ent-${index}.example`))).toEqual(wanted);
      }),
    );
  });
});
