import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { type Engine, openEngine } from '../../../app/engine.ts';
import { performPicture } from '../../../app/perform/perform-picture.ts';
import type { Clock, Dns } from '../../../app/ports.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { AuthorityAnswer } from '../../../core/incident/event.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { epochMs, type PlatformId, platformId } from '../../../core/units.ts';
import { after, CALM, DRILL_POLICY, drill, shelter } from '../../fixtures/drilled.ts';
import { testPolicy } from '../../fixtures/policy.ts';

// Goal: all other names are asked once, side by side, within a bound of time; what was not answered is
// journalled as such. Method: the real engine over a journal in memory, name servers and a clock by hand.

const SUD = platformId('sud');
const answer = (
  mirrorShare: number,
  answers = ['192.0.2.1'],
  server = 's',
  type = 'A',
): AuthorityAnswer => ({
  server,
  name: 'n',
  type,
  ttlSec: 60,
  answers,
  mirrorShare,
});

/** A drill that has started, and everything to picture it with. */
async function open(
  ask: Dns['askAuthorities'],
  { events = [...CALM, drill('start-drill', 10)], policy = DRILL_POLICY, pace = 1 } = {},
) {
  const entries: JournalEntry[] = [];
  const engine: Engine = await openEngine(
    {
      head: async () => entries.at(-1) ?? null,
      append: async (entry) => void entries.push(entry),
      async *read(from) {
        yield* entries.filter(({ seq }) => seq >= from);
      },
    },
    policy,
    hashOf,
  );
  const actions: Action[] = [];
  for (const event of events) actions.push(...((await engine.handle(event))?.actions ?? []));
  const action = actions.find((one) => one.kind === 'picture-names');
  if (action?.kind !== 'picture-names') throw new Error('no picture was asked for');
  let now = after(20);
  const slept: (() => void)[] = [];
  const pass = (ms: number) => {
    now = epochMs(now + ms);
  };
  const clock: Clock = {
    now: () => now,
    sleep: (_, signal) =>
      new Promise((resolve) => {
        slept.push(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
    real: (by) => by / pace,
  };
  const asked: string[] = [];
  const dns = {
    askAuthorities: (platform: PlatformId, times: number) => {
      asked.push(`${platform} ${times}`);
      return ask(platform, times);
    },
  } satisfies Pick<Dns, 'askAuthorities'>;
  const ending = new AbortController();
  const settings = { platforms: policy.platforms, hash: hashOf };
  const picture = () => performPicture({ dns, clock }, engine, settings, action, ending.signal);
  const pictured = () =>
    entries.flatMap(({ event }) => (event.kind === 'names-pictured' ? [event] : []));
  return { asked, picture, pictured, pass, ending, wake: () => slept.forEach((end) => end()) };
}

describe('a picture of all other names', () => {
  test('asks each but the drilled one and controls, and journals the spread of the answers', async () => {
    const stage = await open(async (id) =>
      id === SUD ? [answer(0), answer(0.5, ['192.0.2.1', '192.0.2.9'], 't')] : [answer(0)],
    );
    await stage.picture();
    expect(stage.asked.toSorted()).toEqual(['ouest 4', 'sud 4']);
    expect(stage.pictured()).toMatchObject([
      {
        moment: 'start',
        since: after(20),
        names: [
          {
            platform: 'sud',
            share: 0,
            says: { kind: 'answered', records: 2, least: 0, most: 0.5 },
          },
          { platform: 'ouest', says: { kind: 'answered', records: 1, least: 0, most: 0 } },
        ],
      },
    ]);
  });

  test('keeps a digest of what a name answers of its own, the same whoever of its servers says it', async () => {
    const valuesOf = async (answers: readonly AuthorityAnswer[]) => {
      const stage = await open(async () => answers);
      await stage.picture();
      const says = stage.pictured()[0]?.names[0]?.says;
      return says?.kind === 'answered' ? says.values : undefined;
    };
    const both = await valuesOf([answer(0, ['192.0.2.1', '192.0.2.2'])]);
    expect(both).toEqual({ of: 'addresses', digest: hashOf('A 192.0.2.1\nA 192.0.2.2') });
    expect(await valuesOf([answer(0, ['192.0.2.2']), answer(0, ['192.0.2.1'], 't')])).toEqual(both);
    expect(await valuesOf([answer(0, ['192.0.2.1'])])).not.toEqual(both);
    expect(await valuesOf([answer(1)])).toBeUndefined();
    expect(await valuesOf([answer(0), answer(0.5, ['192.0.2.9'], 't')])).toBeUndefined();
    const alias = [answer(0, ['Lb.cdn.example.'], 's', 'CNAME')];
    expect(await valuesOf(alias)).toEqual({ of: 'alias', digest: hashOf('CNAME lb.cdn.example') });
  });

  test('asks a name of which a part goes to the mirror often enough to tell it from none', async () => {
    const share = {
      kind: 'person-shared',
      at: after(5),
      platform: SUD,
      share: 0.5,
    } as const;
    const by = { role: 'cli', name: 'A.' };
    const events = [...CALM, { ...share, by, reason: 'r' }, drill('start-drill', 10)];
    const stage = await open(async () => [answer(0.5)], { events });
    await stage.picture();
    expect(stage.asked).toContain('sud 60');
    expect(stage.pictured()[0]?.names[0]).toMatchObject({ share: 0.5 });
  });

  test('says of names that do not answer, or have no record, that they were not asked', async () => {
    const stage = await open(async (id) => {
      if (id === SUD) throw new Error('nobody there');
      return [answer(0, [])];
    });
    await stage.picture();
    expect(stage.pictured()[0]?.names.map(({ says }) => says)).toEqual([
      { kind: 'unasked', why: 'silent' },
      { kind: 'unasked', why: 'no-record' },
    ]);
  });

  test('ends in time though a server never answers, and asks no more names then', async () => {
    const ids = ['nord', ...Array.from({ length: 12 }, (_, index) => `p${index}`)];
    const policy = testPolicy(ids);
    const stage = await open(() => new Promise(() => undefined), { policy });
    const ends = stage.picture();
    expect(stage.asked).toHaveLength(8);
    stage.pass(30_000);
    stage.wake();
    await ends;
    expect(stage.asked).toHaveLength(8);
    const [taken] = stage.pictured();
    expect(taken?.names).toHaveLength(12);
    expect(new Set(taken?.names.map(({ says }) => JSON.stringify(says)))).toEqual(
      new Set([JSON.stringify({ kind: 'unasked', why: 'no-time' })]),
    );
  });

  test('has as long in real time where a rehearsal’s minute lasts a second', async () => {
    const stage = await open(async () => [answer(0)], { pace: 60 });
    const slow = stage.picture();
    await slow;
    expect(stage.pictured()[0]?.names.every(({ says }) => says.kind === 'answered')).toBe(true);
    const late = await open(
      async () => {
        late.pass(31_000);
        return [answer(0)];
      },
      { pace: 60, policy: testPolicy(['nord', ...Array.from({ length: 9 }, (_, i) => `p${i}`)]) },
    );
    await late.picture();
    expect(late.pictured()[0]?.names.every(({ says }) => says.kind === 'answered')).toBe(true);
  });

  test('is taken once: done again, it asks nobody and journals nothing', async () => {
    const stage = await open(async () => [answer(0)]);
    await stage.picture();
    await stage.picture();
    expect(stage.asked).toHaveLength(2);
    expect(stage.pictured()).toHaveLength(1);
  });

  test('that is stopped is not journalled: it is taken by whoever takes the action up', async () => {
    const stage = await open(() => new Promise(() => undefined));
    const ends = stage.picture();
    stage.ending.abort();
    await ends;
    expect(stage.pictured()).toEqual([]);
  });

  test('has the share that DNS was told, and not the one that was seen', async () => {
    const stage = await open(async () => [answer(0)], {
      events: [...CALM, shelter('sud', 5), drill('start-drill', 10)],
    });
    await stage.picture();
    expect(stage.pictured()[0]?.names[0]).toMatchObject({
      share: 1,
      says: { kind: 'answered', most: 0 },
    });
  });
});
