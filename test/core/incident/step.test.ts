// Goal: what holds of every event: one without effect leaves no trace, time never goes back, a task is
// raised once, and what the configuration gains begins fresh. Method: single events, and nothing else.
import { describe, expect, test } from 'vitest';
import type { Event } from '../../../core/incident/event.ts';
import { freshPlatform, initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { after, epochMs, hours, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';

const started = (at = BELL): Event => ({ kind: 'home-started', at, version: '1.0.0' });

describe('an event', () => {
  test('without effect gives back the very state', () => {
    const policy = testPolicy();
    const state = initialState(policy);
    const next = step(state, { kind: 'tick', at: BELL }, policy);
    expect(next.state).toBe(state);
    expect(next.actions).toEqual([]);
  });

  test('of a home that starts is a line by itself, and decides nothing', () => {
    const policy = testPolicy();
    const state = initialState(policy);
    const next = step(state, started(), policy);
    expect(next.state).not.toBe(state);
    expect(next).toEqual({ state: { ...state, at: BELL }, actions: [] });
  });

  test('that comes late counts, and time does not go back', () => {
    const policy = testPolicy();
    const { state } = step(initialState(policy), started(), policy);
    const late = step(state, started(epochMs(BELL - 1)), policy);
    expect(late.state).not.toBe(state);
    expect(late.state.at).toBe(BELL);
  });
});

describe('a platform that nothing is known of yet', () => {
  test('is taken for up, with its visitors, and without a past', () => {
    expect(freshPlatform(BELL)).toMatchObject({
      standing: 'up',
      since: BELL,
      streak: { says: 'up', rounds: 0, since: BELL },
      faults: [],
      votes: [],
      blind: [],
      shelter: { mirrorShare: 0, turn: 0, verified: true },
      incident: null,
    });
  });

  test('begins so when the configuration gains it, beside those that are known', () => {
    const few = testPolicy(['nord']);
    const { state } = step(initialState(few), started(), few);
    const at = after(BELL, hours(1));
    expect(step(state, started(at), testPolicy(['nord', 'sud']))).toEqual({
      state: { ...state, at, platforms: { ...state.platforms, sud: freshPlatform(at) } },
      actions: [],
    });
  });
});

describe('a task', () => {
  test('is raised once: the same again is no news', () => {
    const policy = testPolicy();
    const round = (at: typeof BELL): Event => ({
      kind: 'round-observed',
      at,
      platform: platformId('nord'),
      votes: [],
      dnsSays: 'unknown',
      certificateNotAfter: after(BELL, hours(24 * 6)),
    });
    const first = step(initialState(policy), round(BELL), policy);
    expect(first.actions).toHaveLength(1);
    expect(Object.values(first.state.tasks)).toMatchObject([{ at: BELL }]);
    const again = step(first.state, round(after(BELL, hours(1))), policy);
    expect(again.state).toBe(first.state);
    expect(again.actions).toEqual([]);
  });
});
