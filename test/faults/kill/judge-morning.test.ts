import { describe, expect, it } from 'vitest';
import { epochMs, platformId } from '../../../core/units.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { judgeMorning, type MorningEvidence } from './judge-morning.ts';
import { type KillMoment, killPlan } from './kill-plan.ts';

// Goal: the judge of killed mornings finds each thing that a kill could break, and nothing else.
// Method: the evidence of a morning that went well, with one fault planted at a time.

const NAME = 'ent-nord.example';
const [ORIGIN, MIRROR] = ['127.0.110.1', '127.0.130.1'];
const mail = { channel: 'mail', address: 'a@b.example', state: 'accepted' };
const sms = { channel: 'sms', address: '+33600000001', state: 'accepted' };
const box = (recipient: string, channel = 'mail') => ({ channel, recipient, subject: 'Panne' });
const answer = (at: number, address: string | null) => ({ name: NAME, at, tookMs: 1, address });

const turn = (n: number, at: number, mirrorShare: number): readonly JournalEntry[] => {
  const platform = platformId('ent-nord');
  const order = { kind: 'turn-dns', key: `ent-nord/turn/${n}`, platform, turn: n, mirrorShare };
  return [
    { event: { kind: 'tick', at: epochMs(at) }, actions: [order] },
    { event: { kind: 'dns-turned', at: epochMs(at + 10), platform, turn: n, verified: true } },
  ].map((one) => ({ actions: [], ...one })) as unknown as readonly JournalEntry[];
};

const well: MorningEvidence = {
  strikes: { kills: [{ kind: 'living', ready: true }], pids: [2], mostAtOnce: 1 },
  promises: [{ id: 'P3', held: true, said: [] }],
  journalFaults: [],
  traces: {
    entries: [...turn(1, 1_000, 1), ...turn(2, 2_000, 0)],
    broken: [],
    owed: [mail, sms],
    boxes: [box(mail.address), box(sms.address, 'sms')],
    undone: [],
  },
  repeats: { mails: 16, sms: 0 },
  answers: [
    answer(900, ORIGIN),
    answer(1_005, ORIGIN),
    answer(1_500, MIRROR),
    answer(2_500, ORIGIN),
  ],
  places: { [NAME]: { origin: ORIGIN, mirror: MIRROR } },
  morningAt: (realMs) => realMs,
  platformNames: { 'ent-nord': NAME },
  leftBehind: [],
};

const withTraces = (traces: Partial<MorningEvidence['traces']>): MorningEvidence => ({
  ...well,
  traces: { ...well.traces, ...traces },
});
const withAnswer = (...more: MorningEvidence['answers']): MorningEvidence => ({
  ...well,
  answers: [...well.answers, ...more],
});

describe('the judge of a killed morning', () => {
  it('finds nothing in one that went well, mails that came again within one kill included', () => {
    expect(judgeMorning(well)).toEqual([]);
    const unknown = [mail, { ...sms, state: 'unknown' }];
    expect(judgeMorning(withTraces({ owed: unknown }))).toEqual([]);
    expect(judgeMorning(withTraces({ owed: unknown, boxes: [box(mail.address)] }))).toEqual([]);
  });

  it.each<readonly [string, MorningEvidence]>([
    ['a lost mail', withTraces({ boxes: [box(sms.address, 'sms')] })],
    ['a lost SMS', withTraces({ boxes: [box(mail.address)] })],
    ['an SMS twice', withTraces({ boxes: [...well.traces.boxes, box(sms.address, 'sms')] })],
    ['an SMS with one text twice', { ...well, repeats: { mails: 0, sms: 1 } }],
    [
      'a message to nobody that is owed one',
      withTraces({ boxes: [...well.traces.boxes, box('x')] }),
    ],
    [
      'a message that was never settled',
      withTraces({ owed: [mail, { ...sms, state: 'claimed' }] }),
    ],
    ['an action that was never carried out', withTraces({ undone: ['i/signals/1'] })],
    ['more repeated mails than were in flight', { ...well, repeats: { mails: 17, sms: 0 } }],
    [
      'a promise',
      {
        ...well,
        promises: [{ id: 'P9', held: false, said: [{ key: 'drill-word', values: {} }] }],
      },
    ],
    ['a journal that does not verify after a start', { ...well, journalFaults: ['journal: P8'] }],
    ['two homes at once', { ...well, strikes: { ...well.strikes, mostAtOnce: 2 } }],
    ['a port that was not given back', { ...well, leftBehind: ['127.0.0.1 port 1'] }],
    ['a question without an answer', withAnswer(answer(2_600, null), answer(2_700, ORIGIN))],
    [
      'an answer with a strange place',
      withAnswer(answer(2_600, '10.0.0.1'), answer(2_700, ORIGIN)),
    ],
    [
      'the origin in the midst of a shelter',
      withAnswer(answer(1_600, ORIGIN), answer(2_500, ORIGIN)),
    ],
    ['a mirror for good', withAnswer(answer(2_600, MIRROR))],
  ])('finds %s', (_, evidence) => {
    expect(judgeMorning(evidence)).toHaveLength(1);
  });

  it('finds more unknown SMS than two a kill and notice', () => {
    const five = [1, 2, 3, 4, 5].map((n) => ({
      ...sms,
      address: `+3360000000${n}`,
      state: 'unknown',
    }));
    expect(judgeMorning(withTraces({ owed: [mail, ...five] }))).toEqual(['5 SMS unknown']);
  });
});

describe('a plan of kills', () => {
  it('is the same for the same seed, and never kills three starts in a row', () => {
    const first = (seed: number): readonly KillMoment[] => {
      const plan = killPlan(seed, 0);
      return Array.from({ length: 500 }, () => plan.next().value as KillMoment);
    };
    expect(first(7)).toEqual(first(7));
    expect(first(7)).not.toEqual(first(8));
    const kinds = first(7).map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(4);
    expect(kinds.join(' ')).not.toContain('starting starting starting');
  });
});
