import { describe, expect, test } from 'vitest';
import type { Event } from '../../../core/incident/event.ts';
import { onTick } from '../../../core/incident/on-tick.ts';
import { rememberVotes } from '../../../core/incident/remember-votes.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { incidentId, minutes, seconds, vantageId } from '../../../core/units.ts';
import type { Vote } from '../../../core/watch/observation.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, roundOf, voteOf } from '../../fixtures/timeline.ts';
import { after, changeOf, nord, platformOf, type Said, told } from '../shelter/a-platform.ts';

// Goal: a journal is no thermometer: votes are kept when they say something new, and signals are asked
// for when it is time. Method: one platform as a test says; votes as strings, '+-!~' of a health check.

const policy = testPolicy();
const CHECKS: Readonly<Record<string, Partial<Vote>>> = {
  '+': { says: 'up' },
  '-': { says: 'down', failure: { stage: 'http', kind: 'check-down' as never, detail: '' } },
  // Nobody could ask it; or its panel is divided.
  '!': { says: 'blind', failure: { stage: 'vantage', kind: 'vantage-silent', detail: '' } },
  '~': { says: 'blind', failure: { stage: 'vantage', kind: 'check-split' as never, detail: '' } },
  // It does not say why.
  o: { says: 'blind' },
};
const votes = (text: string): readonly Vote[] =>
  Array.from(text, (mark, index): Vote => {
    const vote = voteOf(mark, index);
    const check = CHECKS[mark];
    if (check === undefined) return vote;
    return {
      vantage: vantageId('route-53'),
      totalMs: vote.totalMs,
      by: 'health-check',
      ...check,
    } as Vote;
  });
function kept(was: string, is: string | readonly Vote[], said: Said = {}, ageMs = 60 * 60_000) {
  const before = { votes: votes(was), votesAt: was === '' ? null : after(0 - ageMs), ...said };
  const change = changeOf(policy, { nord: before });
  const platform = platformOf(change);
  if (platform === undefined) throw new Error('no platform');
  const heard = typeof is === 'string' ? votes(is) : is;
  const round = { ...roundOf('nord', BELL, ''), votes: heard } as Extract<
    Event,
    { kind: 'round-observed' }
  >;
  const next = rememberVotes(change, round, platform, policy);
  return next === change ? 'no news' : platformOf(next);
}
const RETURNING: Said = { shelter: { mirrorShare: 0.5 } };

describe('votes', () => {
  test.each([
    ['', '...'],
    ['', '...+'],
    ['', '...!'],
    ['', '...o'],
    ['x..', 'x..'],
    ['xx.-', 'xx.-'],
    ['xx.', 'xx.!'],
    ['xx.!', 'xx.'],
    ['xx.-', 'xx.!'],
    ['x..~', 'x..'],
  ])('after %j %j are no news', (was, is) => {
    expect(kept(was, is)).toBe('no news');
  });

  test.each([
    ['', 'x..'],
    ['', '..?'],
    ['', '...~'],
    ['', '...-'],
    ['x..', '.x.'],
    ['x..', 'c..'],
    ['xxx', 'ccc'],
    ['x..', 'x.?'],
    ['x..', 'x.'],
    ['xx.-', 'xx.+'],
    ['x..-', 'x..~'],
    ['x..-', 'x..'],
    ['x?-', 'x?!'],
    // Undecided both times, but that too few see by now.
    ['x?+', 'x?!'],
  ])('after %j %j are', (was, is) => {
    expect(kept(was, is)).toMatchObject({ votes: votes(is), votesAt: BELL });
  });

  test.each<Partial<Vote>>([{ vantage: vantageId('v4') }, { by: 'health-check' }])(
    'that say the same are, where one is another’s word: %j',
    (other) => {
      const is = votes('x..').map((vote, place) => (place === 2 ? { ...vote, ...other } : vote));
      expect(kept('x..', is)).toMatchObject({ votes: is, votesAt: BELL });
    },
  );

  test('name those of Préau’s own that saw nothing', () => {
    expect(kept('', '?x?!')).toMatchObject({ blind: ['v1', 'v3'] });
  });
});

describe('a health check’s word against a return', () => {
  test('is told at once, when it is the first', () => {
    expect(kept('...', '...-', RETURNING, 1)).toMatchObject({ votes: votes('...-') });
    expect(kept('...+', '...-', RETURNING, 1)).toMatchObject({ votes: votes('...-') });
    expect(kept('...', '...-', {}, 1)).toBe('no news');
    const shed = { share: 0.5, by: 'person', since: BELL } as const;
    expect(kept('...', '...-', { ...RETURNING, shed }, 1)).toBe('no news');
    expect(kept('x..', 'x..+', RETURNING, 1)).toBe('no news');
  });

  test('is told again after four minutes, and forgotten after ten', () => {
    expect(kept('...-', '...-', RETURNING, minutes(4) - 1)).toBe('no news');
    expect(kept('...-', '...-', RETURNING, minutes(4))).toMatchObject({ votesAt: BELL });
    expect(kept('...-', '...-', {}, minutes(4))).toBe('no news');
    expect(kept('...-', '...!', RETURNING, minutes(10) - 1)).toBe('no news');
    expect(kept('...-', '...!', RETURNING, minutes(10))).toMatchObject({ votes: votes('...!') });
    expect(kept('...+', '...+', RETURNING, minutes(60))).toBe('no news');
  });
});

describe('signals', () => {
  const id = incidentId('nord-1');
  const REVIEW = policy.cause.reviewMs;
  const looked = (
    ms: number,
    incident: Partial<Incident> = {},
    said: Said = {},
    by: Policy = policy,
  ) => {
    const change = changeOf(by, { nord: { incident: id, standing: 'down', ...said } });
    const whole = {
      id,
      platform: nord,
      drill: false,
      fellAt: BELL,
      backAt: null,
      closedAt: null,
      notices: [],
      signals: [],
      claims: [],
      verdict: null,
      saidCause: null,
      nextWordAt: null,
      confirmedCause: null,
      collections: 2,
      collectedAt: BELL,
      ...incident,
    } as unknown as Incident;
    const before = { ...change, state: { ...change.state, incidents: { [id]: whole } } };
    const at = after(ms);
    const next = onTick(before, { kind: 'tick', at, seenAt: at }, by);
    return told(next).flatMap((action) =>
      'kind' in action && action.kind === 'collect-signals' ? [action] : [],
    );
  };

  test('are asked for when the latest look is old enough', () => {
    expect(looked(REVIEW - 1)).toEqual([]);
    expect(looked(REVIEW)).toEqual([
      {
        kind: 'collect-signals',
        key: 'nord-1/signals/3',
        incident: id,
        platform: nord,
        fellAt: BELL,
      },
    ]);
    expect(looked(0, { collectedAt: null })).toHaveLength(1);
  });

  test('are asked for sooner the second time, and not later', () => {
    const second = (secondLookMs: number, collections: number, ms: number) =>
      looked(
        ms,
        { collections },
        {},
        { ...policy, cause: { ...policy.cause, secondLookMs: seconds(secondLookMs) } },
      ).length;
    expect([second(60, 1, 59_999), second(60, 1, 60_000), second(60, 2, 60_000)]).toEqual([
      0, 1, 0,
    ]);
    expect(second(600, 1, REVIEW)).toBe(1);
  });

  test('are asked for of no drill, of none that is back, closed on purpose or over', () => {
    expect(looked(REVIEW, { drill: true })).toEqual([]);
    expect(looked(REVIEW, { backAt: BELL })).toEqual([]);
    expect(looked(REVIEW, { closedAt: BELL })).toEqual([]);
    expect(looked(REVIEW, {}, { standing: 'suspended' })).toEqual([]);
  });
});
