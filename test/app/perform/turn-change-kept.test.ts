// Goal: an accepted batch of weights is in the journal at once, and whoever takes its turn up again
// waits for it, and sends another only where it may be lost. Method: workers killed over one journal, and a provider that counts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import { minutes } from '../../../core/units.ts';
import { DEATH, turnStage } from './turn-stage.ts';

type Stage = Awaited<ReturnType<typeof turnStage>>;

/** A turn out, and one back after it; what came before the turn is forgotten by the provider's count. */
const WAYS = {
  out: async (stage: Stage) => stage.says('person-sheltered'),
  back: async (stage: Stage) => {
    await stage.perform(await stage.says('person-sheltered'));
    const action = await stage.says('person-released');
    stage.said.length = 0;
    return action;
  },
} as const;

const sent = ({ said }: Stage) => said.filter((what) => what.startsWith('share'));
const asked = ({ said }: Stage) => new Set(said.filter((what) => what.startsWith('ask')));
const retryable = { code: 'dns-unreachable', retryable: true };

describe.each(Object.entries(WAYS))('a batch of a turn %s', (_, begin) => {
  it('is journalled before it is waited for, and its outcome names it with both times', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    stage.fault.pendingFor = 2;
    await stage.perform(action);
    const accepted = stage.of('dns-change-accepted').at(-1);
    const turned = stage.of('dns-turned').at(-1);
    expect(accepted).toMatchObject({ turn: action.turn, change: `C${stage.fault.batches}` });
    expect(turned?.detail).toMatchObject({
      change: {
        id: accepted?.change,
        acceptedAt: accepted?.at,
        insyncAt: (accepted?.at ?? 0) + 10_000,
      },
    });
    expect(stage.said.indexOf('append dns-change-accepted')).toBeLessThan(
      stage.said.findIndex((what) => what.startsWith('ask')),
    );
  });

  it('is waited for by the next worker where one dies between accepted and in sync', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    stage.fault.pendingFor = 3;
    stage.fault.diesOn = 'ask';
    await expect(stage.perform(action)).rejects.toBe(DEATH);
    const left = await stage.shelter();
    stage.fault.diesOn = '';
    await stage.perform(action);
    expect(sent(stage)).toHaveLength(1);
    expect(asked(stage).size).toBe(1);
    const insync = stage.of('dns-turned').at(-1);
    expect(left?.change).toMatchObject({ id: `C${stage.fault.batches}`, insyncAt: null });
    expect(insync?.detail).toMatchObject({
      change: { id: left?.change?.id, acceptedAt: left?.change?.acceptedAt },
    });
  });

  it('that its provider does not know any more is sent again, and both are named', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    stage.fault.diesOn = 'ask';
    await expect(stage.perform(action)).rejects.toBe(DEATH);
    stage.fault.diesOn = '';
    stage.book.clear();
    const before = stage.of('dns-change-accepted').length;
    await stage.perform(action);
    expect(sent(stage)).toHaveLength(2);
    expect(stage.of('dns-change-accepted')).toHaveLength(before + 1);
    const change = { id: `C${stage.fault.batches}` };
    expect(stage.of('dns-turned').at(-1)).toMatchObject({ verified: true, detail: { change } });
  });

  it('that its provider forgets while it is waited for is asked for by the next try', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    const { hold } = stage.pair;
    stage.fault.forgets = true;
    await expect(stage.perform(action)).rejects.toMatchObject(retryable);
    // Nobody is sent to an origin whose share may not be set.
    expect(stage.pair.hold).toBe(action.hold || hold);
    stage.fault.forgets = false;
    await stage.perform(action);
    expect(sent(stage)).toHaveLength(2);
  });

  it('is sent once while its turn may still take its time, and again once it took longer', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    stage.fault.pendingFor = Number.POSITIVE_INFINITY;
    stage.fault.diesOn = 'ask';
    for (let tries = 0; tries < 3; tries += 1)
      await expect(stage.perform(action)).rejects.toBe(DEATH);
    stage.fault.diesOn = '';
    expect(sent(stage)).toHaveLength(1);
    for (let tries = 1; tries <= 3; tries += 1) {
      await expect(stage.perform(action)).rejects.toMatchObject(retryable);
      expect(sent(stage)).toHaveLength(tries);
    }
    expect((await stage.shelter())?.change).toMatchObject({ insyncAt: null });
    stage.fault.pendingFor = 0;
    await stage.perform(action);
    expect(stage.of('dns-turned').at(-1)).toMatchObject({ verified: true });
  });

  it('in sync is not sent again by a worker that finds its turn not ticked off', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    await stage.perform(action);
    await stage.perform(action);
    expect(sent(stage)).toHaveLength(1);
    expect((await stage.shelter())?.change?.insyncAt).not.toBeNull();
  });

  it('of a turn that a later one overtakes is dropped, and holds up nobody', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    stage.fault.pendingFor = Number.POSITIVE_INFINITY;
    stage.fault.diesOn = 'ask';
    await expect(stage.perform(action)).rejects.toBe(DEATH);
    stage.fault.diesOn = '';
    const later = await stage.says(action.hold ? 'person-released' : 'person-sheltered');
    expect((await stage.shelter())?.change).toBeNull();
    const [since, batches] = [stage.passed(), stage.fault.batches];
    await stage.perform(action);
    expect([stage.passed(), stage.fault.batches]).toEqual([since, batches]);
    stage.fault.pendingFor = 0;
    await stage.perform(later);
    expect(stage.of('dns-turned').at(-1)).toMatchObject({
      turn: later.turn,
      detail: { change: { id: `C${batches + 1}` } },
    });
  });

  it('that the journal cannot take is no outcome: the turn is tried again', async () => {
    const stage = await turnStage();
    const action = await begin(stage);
    const told = stage.of('dns-turned').length;
    stage.fault.cut = 'append';
    await expect(stage.perform(action)).rejects.toMatchObject({ code: 'store-unavailable' });
    stage.fault.cut = '';
    expect(stage.of('dns-turned')).toHaveLength(told);
    await stage.perform(action);
    expect(stage.of('dns-turned').at(-1)).toMatchObject({ verified: true });
  });

  it('leaves a journal that can be checked, whenever a worker dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(14), fc.nat(3), fc.boolean(), async (dies, pendingFor, forgets) => {
        const stage = await turnStage();
        const action = await begin(stage);
        stage.fault.pendingFor = pendingFor;
        const [calls, batches] = [stage.said.length, stage.fault.batches];
        stage.fault.diesAt = stage.made() + 1 + dies;
        const accepted = stage.of('dns-change-accepted').length;
        await stage.perform(action).catch((error: unknown) => {
          if (error !== DEATH) throw error;
        });
        const wasNamed = stage.of('dns-change-accepted').length > accepted;
        const before = stage.fault.batches;
        stage.fault.diesAt = -1;
        if (forgets) stage.book.clear();
        await stage.perform(action);
        const more = stage.fault.batches - before;
        expect(more).toBeLessThanOrEqual(wasNamed && !forgets ? 0 : 1);
        expect(stage.fault.batches - batches).toBeLessThanOrEqual(2);
        expect(stage.said.length).toBeGreaterThan(calls);
        expect(stage.pair).toMatchObject({ hold: action.hold, share: action.mirrorShare });
        const checks = checkJournal(stage.entries, stage.policy, hashOf);
        expect(checks.filter(({ held }) => !held)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

describe('beside a batch', () => {
  it('a hold that cannot be set is tried again, and the batch that shelters meanwhile is not', async () => {
    const stage = await turnStage();
    const action = await stage.says('person-sheltered');
    stage.fault.cut = 'hold';
    for (let tries = 0; tries < 3; tries += 1)
      await expect(stage.perform(action)).rejects.toMatchObject(retryable);
    expect(sent(stage)).toHaveLength(1);
    expect(stage.pair.share).toBe(1);
    stage.fault.cut = '';
    await stage.perform(action);
    expect(sent(stage)).toHaveLength(1);
    expect(stage.of('dns-turned')).toMatchObject([
      { detail: { kind: 'hold-and-weights', change: { id: 'C1' } } },
    ]);
  });

  it('an order to stay that is owed is tried again, and the batch is named as pending', async () => {
    const stage = await turnStage();
    await stage.perform(await stage.says('person-vetoed'));
    const action = await stage.says('person-sheltered');
    stage.said.length = 0;
    stage.fault.cut = 'stay';
    for (let tries = 0; tries < 3; tries += 1)
      await expect(stage.perform(action)).rejects.toMatchObject(retryable);
    expect(sent(stage)).toHaveLength(1);
    expect(stage.of('dns-turned').at(-1)).toMatchObject({
      detail: { kind: 'stay-owed', change: { insyncAt: null } },
    });
  });

  it('a turn that waits for it ends with the first question after it was overtaken', async () => {
    const stage = await turnStage();
    const action = await stage.says('person-sheltered');
    stage.fault.pendingFor = Number.POSITIVE_INFINITY;
    const began = stage.passed();
    stage.atSleep(() => stage.says('person-released'));
    await stage.perform(action);
    // A minute of it is the person's own.
    expect(stage.passed() - began).toBeLessThan(minutes(2));
    expect(stage.of('dns-turned')).toEqual([]);
  });
});
