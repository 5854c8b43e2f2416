// Goal: the state remembers when a platform was closed on purpose and when nobody looked, from journals
// of any age. Method: events through step(), and nothing else.
import { describe, expect, test } from 'vitest';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const policy = testPolicy(['nord']);
const nord = platformId('nord');
const by = { role: 'operator', name: 'Léa' } as never;
const person = (kind: 'person-suspended' | 'person-resumed', at: number) =>
  ({ kind, at: epochMs(at), platform: nord, by, reason: '' }) as unknown as Event;
const after = (...events: readonly Event[]) =>
  events.reduce((state, event) => step(state, event, policy).state, initialState(policy));

describe('the past that pages show', () => {
  test('has each suspension, from the word that closed it to the word that opened it', () => {
    const state = after(
      person('person-suspended', 1_000),
      person('person-resumed', 5_000),
      person('person-suspended', 9_000),
    );
    expect(state.platforms[nord]?.suspensions).toEqual([
      { from: 1_000, until: 5_000 },
      { from: 9_000, until: null },
    ]);
  });

  test('has when nobody looked; the same told twice is no news', () => {
    const gap: Event = { kind: 'watch-resumed', at: epochMs(900_000), unseenSince: epochMs(1_000) };
    const state = after(gap);
    expect(state.unseen).toEqual([{ from: 1_000, until: 900_000 }]);
    expect(step(state, gap, policy).state).toBe(state);
    expect(initialState(policy).unseen).toBeUndefined();
  });
});
