import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthFacts } from '../../../app/health/health-facts.ts';
import { judgeHealth } from '../../../app/health/judge-health.ts';
import { HEALTH_LINES, type HealthName } from '../../../config/health-lines.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { durationMs, epochMs, hours, platformId, vantageId } from '../../../core/units.ts';
import { ago, calm, facts, NOW } from './a-home.ts';

// Goal: a home is called well only while it does its work, and each line turns at its bound.
// Method: one fact of a calm home is changed at a time; and any facts at all, by properties.

const lineOf = (name: HealthName, changes: Partial<HealthFacts>) =>
  judgeHealth(facts(changes)).lines.find((line) => line.name === name);

const notice = (changes: Partial<Notice>): HealthFacts['state'] => ({
  ...calm(),
  notices: {
    n: { id: 'n', stage: 'planning', plannedAt: NOW, sendAt: NOW, ...changes } as Notice,
  },
});

const turned = (turnedAt: number, verified: boolean): HealthFacts['state'] => {
  const { shelter } = calm().platforms[platformId('nord')] ?? expect.fail('no platform');
  return calm({ shelter: { ...shelter, turn: 1, turnedAt: epochMs(turnedAt), verified } });
};

describe('a calm home', () => {
  it('is well, line by line', () => {
    const { healthy, verdict, lines } = judgeHealth(facts());
    expect({ healthy, verdict }).toEqual({ healthy: true, verdict: 'ok' });
    expect(lines.filter((line) => line.verdict !== 'ok')).toEqual([]);
    expect(lines.map(({ name }) => name)).toEqual(
      Object.keys(HEALTH_LINES).filter((name) => name !== 'dead-letters' && name !== 'alarms'),
    );
  });

  it('has no line for what it has not', () => {
    const { running: _, journal: _j, namesAnswer: _n, freeBytes: _f, pages: _p, ...rest } = facts();
    const names = judgeHealth(rest).lines.map(({ name }) => name);
    for (const absent of ['home', 'journal', 'names', 'disk', 'pages'] as const)
      expect(names).not.toContain(absent);
  });
});

/** A webhook for which so many messages wait, the oldest for so many seconds. */
const waits = (endpoint: string, sec: number, calls = 1) => ({
  endpoint,
  calls,
  since: calls === 0 ? null : ago(sec * 1_000),
});

describe('each line', () => {
  it.each<[string, HealthName, Partial<HealthFacts>, string]>([
    ['a round a minute ago', 'rounds', { roundEndedAt: ago(60_000) }, 'ok'],
    ['a round longer ago', 'rounds', { roundEndedAt: ago(61_000) }, 'late'],
    ['a round three minutes ago', 'rounds', { roundEndedAt: ago(180_000) }, 'late'],
    ['no round for longer', 'rounds', { roundEndedAt: ago(181_000) }, 'dead'],
    ['no round ever', 'rounds', { roundEndedAt: null }, 'dead'],
    [
      'rare rounds',
      'rounds',
      { roundEndedAt: ago(301_000), intervalMs: durationMs(300_000) },
      'ok',
    ],
    ['a clock a minute ahead of its machine’s', 'clock', { clockAheadMs: 60_000 }, 'ok'],
    ['one an hour behind', 'clock', { clockAheadMs: -3_600_000 }, 'late'],
    ['one of another day', 'clock', { clockAheadMs: 86_401_000 }, 'dead'],
    ['a home that is stopped', 'home', { running: false }, 'dead'],
    ['an entry that was just refused', 'journal', { journal: { unwrittenSince: NOW } }, 'late'],
    ['entries refused for long', 'journal', { journal: { unwrittenSince: ago(61_000) } }, 'dead'],
    ['an old action', 'outbox', { outbox: { open: 1, oldestMs: durationMs(121_000) } }, 'late'],
    ['a stuck action', 'outbox', { outbox: { open: 1, oldestMs: durationMs(901_000) } }, 'dead'],
    ['an outbox that does not answer', 'outbox', { outbox: null }, 'dead'],
    ['a large outbox', 'backlog', { outbox: { open: 501, oldestMs: durationMs(0) } }, 'late'],
    ['a silent name server', 'names', { namesAnswer: false }, 'dead'],
    ['a small disk', 'disk', { freeBytes: 4_999_999_999 }, 'late'],
    ['a full disk', 'disk', { freeBytes: 499_999_999 }, 'dead'],
    ['a disk that does not tell', 'disk', { freeBytes: null }, 'dead'],
    ['one blind vantage', 'vantages', { state: calm({ blind: [vantageId('a')] }) }, 'late'],
    [
      'only blind vantages',
      'vantages',
      { state: calm({ blind: [vantageId('a'), vantageId('b')] }) },
      'dead',
    ],
    [
      'the only vantage, blind',
      'vantages',
      { vantages: 1, state: calm({ blind: [vantageId('a')] }) },
      'dead',
    ],
    ['an unfit mirror', 'mirrors', { state: calm({ mirror: null }) }, 'late'],
    ['a turn not seen yet', 'turns', { state: turned(ago(120_000), false) }, 'ok'],
    ['a turn not seen for long', 'turns', { state: turned(ago(121_000), false) }, 'late'],
    ['a turn that was seen', 'turns', { state: turned(ago(hours(5)), true) }, 'ok'],
    ['a plan that is not made', 'notices', { state: notice({ plannedAt: ago(121_000) }) }, 'late'],
    [
      'a notice whose hour has come',
      'notices',
      { state: notice({ stage: 'waiting', sendAt: ago(901_000) }) },
      'dead',
    ],
    [
      'a notice that a person holds',
      'notices',
      { state: notice({ stage: 'held', sendAt: ago(hours(9)) }) },
      'ok',
    ],
    [
      'a stale page',
      'pages',
      {
        pages: [
          { host: 'a', writtenAt: NOW },
          { host: 'b', writtenAt: ago(301_000) },
        ],
      },
      'dead',
    ],
    ['a page never written', 'pages', { pages: [{ host: 'a', writtenAt: null }] }, 'late'],
    ['a webhook that takes all', 'webhooks', { webhooks: [waits('a', 0)] }, 'ok'],
    ['one that takes nothing for a while', 'webhooks', { webhooks: [waits('a', 900)] }, 'ok'],
    ['one that takes nothing for long', 'webhooks', { webhooks: [waits('a', 901)] }, 'late'],
    ['a ledger of calls that is silent', 'webhooks', { webhooks: null }, 'late'],
    ['many calls', 'webhook-calls', { webhooks: [waits('a', 1, 9_000)] }, 'ok'],
    ['dead letters', 'dead-letters', { deadLetters: 1 }, 'late'],
    ['an alarm', 'alarms', { alarms: ['preau-nobody-watches'] }, 'late'],
  ])('%s: %s', (_, name, changes, verdict) => {
    expect(lineOf(name, changes)?.verdict).toBe(verdict);
  });

  it('tells the oldest call of all webhooks, how many wait, and for whom', () => {
    const webhooks = [waits('ville', 0, 0), waits('rectorat', 1_000, 2), waits('drane', 40, 3)];
    expect(lineOf('webhooks', { webhooks })).toMatchObject({
      value: 1_000,
      which: ['drane', 'rectorat'],
    });
    expect(lineOf('webhook-calls', { webhooks })?.value).toBe(5);
    expect(lineOf('webhooks', { webhooks: [] })).toBeUndefined();
  });

  it('names the certificate that ends first', () => {
    const certificates = [40, 20].map((days, index) => ({
      platform: platformId(index === 0 ? 'nord' : 'sud'),
      whose: 'mirror' as const,
      endsAt: epochMs(NOW + hours(24 * days + 1)),
    }));
    expect(lineOf('certificates', { certificates })).toMatchObject({
      value: 20,
      verdict: 'late',
      which: ['sud (mirror)'],
    });
  });

  it('tells only the tasks of a day', () => {
    const task = { kind: 'blast-radius' } as const;
    const at = (ms: number) => ({ key: 'k', at: ago(ms), task });
    const state = { ...calm(), tasks: { a: at(hours(23)), b: at(hours(25)) } };
    expect(lineOf('tasks', { state })).toMatchObject({ value: 1, which: ['blast-radius'] });
  });
});

describe('any home', () => {
  const figure = fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: null });
  const any = fc.record({
    roundEndedAt: figure.map((value) => (value === null ? null : ago(value))),
    outbox: figure.map((value) =>
      value === null ? null : { open: value, oldestMs: durationMs(value) },
    ),
    freeBytes: figure.map((value) => (value === null ? null : value * 1_000)),
    namesAnswer: fc.boolean(),
    running: fc.boolean(),
    pages: fc.array(
      figure.map((value) => ({ host: 'h', writtenAt: value === null ? null : ago(value) })),
      { maxLength: 2 },
    ),
  });

  it('is healthy exactly when nothing vital is dead, and never with a vital fact unknown', () => {
    fc.assert(
      fc.property(any, (changes) => {
        const { healthy, lines, verdict } = judgeHealth(facts(changes));
        const dead = lines.filter((line) => line.verdict === 'dead');
        expect(healthy).toBe(!dead.some(({ name }) => HEALTH_LINES[name].vital));
        const unknown = changes.roundEndedAt === null || changes.outbox === null;
        expect(healthy && unknown).toBe(false);
        expect(verdict === 'ok' && !healthy).toBe(false);
      }),
    );
  });

  it('never does better for an older round', () => {
    const rank = (ms: number) =>
      ['ok', 'late', 'dead'].indexOf(lineOf('rounds', { roundEndedAt: ago(ms) })?.verdict ?? '');
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(400_000), (one, more) => {
        expect(rank(one + more)).toBeGreaterThanOrEqual(rank(one));
      }),
    );
  });
});
