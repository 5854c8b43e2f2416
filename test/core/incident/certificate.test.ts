// Goal: people are told of a certificate's end in time, once at 21 days and once at 7, for origin and mirror alike.
// Method: rounds and measures a day apart until after the end; the tasks that they raise.
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { after, epochMs, hours, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const policy = testPolicy(['nord']);
const nord = platformId('nord');
const START = epochMs(1_600_000_000_000);
const day = (count: number) => after(START, hours(24 * count));

function tasksOf(eventsOf: (now: number) => Event, days: number) {
  let state = initialState(policy);
  const raised: string[] = [];
  for (let now = 0; now < days; now += 1) {
    const next = step(state, eventsOf(now), policy);
    state = next.state;
    for (const action of next.actions)
      if (action.kind === 'raise-task') raised.push(`${now} ${action.key}`);
  }
  return { raised, state };
}

const measured = (now: number, end: number): Event => ({
  kind: 'mirror-measured',
  at: day(now),
  platform: nord,
  fitness: { fit: true, at: day(now), reasons: [] },
  certificateNotAfter: day(end),
});
const observed = (now: number, end: number): Event => ({
  kind: 'round-observed',
  at: day(now),
  platform: nord,
  votes: [],
  dnsSays: 'origin',
  certificateNotAfter: day(end),
});

describe('a certificate', () => {
  it.each([
    ['mirror', measured],
    ['origin', observed],
  ] as const)('of the %s is told of twice before its end', (whose, eventOf) => {
    const { raised, state } = tasksOf((now) => eventOf(now, 40), 50);
    expect(raised).toEqual([
      `20 nord/task/certificate-${whose}-21-${day(40)}`,
      `34 nord/task/certificate-${whose}-7-${day(40)}`,
    ]);
    expect(Object.values(state.tasks).map(({ task }) => task)).toEqual([
      { kind: 'certificate-ends', whose, endsAt: day(40), days: 21 },
      { kind: 'certificate-ends', whose, endsAt: day(40), days: 7 },
    ]);
  });

  it('that is renewed in time is told of once, and its successor at its own end', () => {
    const { raised } = tasksOf((now) => measured(now, now < 25 ? 40 : 130), 112);
    expect(raised).toEqual([
      `20 nord/task/certificate-mirror-21-${day(40)}`,
      `110 nord/task/certificate-mirror-21-${day(130)}`,
    ]);
  });

  it('that is far from its end leaves no line in the journal', () => {
    const first = step(initialState(policy), measured(0, 90), policy);
    expect(step(first.state, measured(1, 90), policy)).toEqual({ state: first.state, actions: [] });
  });
});
