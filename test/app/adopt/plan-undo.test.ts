// Goal: an old file undoes what it made and nothing later: any difference from what it left, weights
// aside, is told and refused; and what would lead visitors astray is an obstacle. Method: records as
// zones have them; one field changed at a time.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { OriginValues } from '../../../app/adopt/origin-values.ts';
import { type AdoptedName, planUndo } from '../../../app/adopt/plan-undo.ts';
import type { StandingRecord } from '../../../app/adopt/standing-record.ts';
import { undoObstacles } from '../../../app/adopt/undo-obstacles.ts';
import { verifyUndone } from '../../../app/adopt/verify-undone.ts';
import type { AuthorityAnswer } from '../../../core/incident/event.ts';

const NAME = 'ent.region.example';
const plain: StandingRecord = { name: NAME, type: 'A', ttlSec: 300, values: ['192.0.2.1'] };
const origin: StandingRecord = {
  ...plain,
  setIdentifier: 'origin',
  weight: 100,
  ttlSec: 60,
  checkId: 'both',
};
const alias = { target: 'd1.cloudfront.net', zoneId: 'Z2', evaluatesHealth: false };
const mirror: StandingRecord = {
  name: NAME,
  type: 'A',
  setIdentifier: 'mirror',
  weight: 0,
  values: [],
  alias,
  checkId: 'always',
};
const adopted: AdoptedName = {
  platform: 'ent',
  hostname: NAME,
  before: [plain],
  after: [origin, mirror],
};

describe('an undo', () => {
  it.each<[string, readonly StandingRecord[], object]>([
    [
      'an address',
      [{ ...origin, values: ['203.0.113.9'] }, mirror],
      { field: 'values', found: '203.0.113.9', expected: '192.0.2.1' },
    ],
    ['a TTL', [{ ...origin, ttlSec: 30 }, mirror], { field: 'ttl', found: '30', expected: '60' }],
    [
      'a check',
      [{ ...origin, checkId: 'both-2' }, mirror],
      { field: 'check', found: 'both-2', expected: 'both' },
    ],
    [
      'an alias',
      [origin, { ...mirror, alias: { ...alias, target: 'd2.cloudfront.net.' } }],
      {
        record: `${NAME} A mirror`,
        field: 'alias',
        found: 'd2.cloudfront.net Z2',
        expected: 'd1.cloudfront.net Z2',
      },
    ],
    [
      'a third of the group',
      [origin, mirror, { ...origin, setIdentifier: 'third', values: ['192.0.2.7'] }],
      { record: `${NAME} A third`, field: 'record', found: '192.0.2.7', expected: '-' },
    ],
  ])('with %s changed since is refused, and told', (_name, standing, difference) => {
    expect(planUndo(adopted, standing)).toEqual({
      kind: 'changed',
      differences: [{ record: `${NAME} A origin`, ...difference }],
    });
  });

  test('is of the weights that stand, another spelling of a target, and nobody else’s records', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (w, v) => {
        const pair = [
          { ...origin, weight: w },
          { ...mirror, weight: v, alias: { ...alias, target: 'D1.cloudfront.net.' } },
        ];
        const others = [
          { ...plain, type: 'TXT', values: ['"x"'] },
          { ...plain, name: `www.${NAME}` },
        ];
        expect(planUndo(adopted, [...pair, ...others])).toEqual({
          kind: 'ready',
          edits: [
            ...pair.map((record) => ({ action: 'DELETE', record })),
            { action: 'CREATE', record: plain },
          ],
        });
      }),
    );
  });

  test('to a CNAME is refused beside a record that has come since', () => {
    const cname = { ...plain, type: 'CNAME', values: ['origine.region.example.'] };
    const text = { ...plain, type: 'TXT', values: ['"x"'] };
    const name = { ...adopted, before: [cname] };
    expect(planUndo(name, [origin, mirror]).kind).toBe('ready');
    expect(planUndo(name, [origin, mirror, text])).toMatchObject({
      kind: 'changed',
      differences: [{ record: `${NAME} TXT`, found: '"x"' }],
    });
  });
});

describe('what speaks against it', () => {
  const calm = {
    held: false,
    ill: new Set<string>(),
    origin: { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] } as OriginValues | null,
  };
  const of = (records: readonly StandingRecord[], more: Partial<typeof calm> = {}) =>
    undoObstacles(adopted, records, { ...calm, ...more });
  const pair = [origin, mirror];

  it.each<[string, ReturnType<typeof of>, readonly object[]]>([
    ['nothing in peace', of(pair), []],
    [
      'one part in a hundred',
      of([origin, { ...mirror, weight: 1 }]),
      [{ kind: 'turned', type: 'A', weight: 1 }],
    ],
    [
      'the hold, and not its check besides',
      of(pair, { held: true, ill: new Set(['both']) }),
      [{ kind: 'held' }],
    ],
    ['an ill check', of(pair, { ill: new Set(['both']) }), [{ kind: 'ill', check: 'both' }]],
    ['no check of somebody else', of(pair, { ill: new Set(['other']) }), []],
    [
      'an address that the origin has left',
      of(pair, { origin: { A: ['203.0.113.9'] } }),
      [{ kind: 'elsewhere', type: 'A', back: '192.0.2.1', configured: '203.0.113.9' }],
    ],
    ['no address beside a CNAME', of(pair, { origin: { CNAME: ['o.example'] } }), []],
    ['no address once the platform is gone', of(pair, { origin: null }), []],
  ])('is %s', (_name, obstacles, expected) => expect(obstacles).toEqual(expected));
});

describe('afterwards, the name servers', () => {
  const answer = (answers: readonly string[], more: Partial<AuthorityAnswer> = {}) => ({
    server: 'ns1',
    name: NAME,
    type: 'A',
    answers,
    ttlSec: 300,
    mirrorShare: 0,
    ...more,
  });
  const verify = (name: AdoptedName, ...answers: readonly AuthorityAnswer[]) =>
    verifyUndone({ askAuthorities: async () => answers }, name, { A: ['192.0.2.1'] });
  const cname = { ...adopted, before: [{ ...plain, type: 'CNAME', values: ['o.'] }] };
  const added = { ...adopted, after: [...adopted.after, { ...origin, type: 'AAAA' }] };

  it.each<[string, AdoptedName, readonly AuthorityAnswer[], string]>([
    ['answer the record', adopted, [answer(['192.0.2.1'])], 'verified'],
    ['answer the mirror still', adopted, [answer(['198.51.100.1'])], 'differs'],
    ['answer both', adopted, [answer(['192.0.2.1']), answer(['198.51.100.1'])], 'differs'],
    ['answer nothing', adopted, [answer([])], 'differs'],
    [
      'answer no type that was added',
      added,
      [answer(['192.0.2.1']), answer([], { type: 'AAAA' })],
      'verified',
    ],
    [
      'answer a type that was added',
      added,
      [answer(['192.0.2.1']), answer(['::1'], { type: 'AAAA' })],
      'differs',
    ],
    ['know nothing behind a CNAME', cname, [answer([])], 'verified'],
    ['know another behind a CNAME', cname, [answer(['192.0.2.9'])], 'differs'],
    [
      'are asked for another name',
      adopted,
      [answer(['192.0.2.1'], { name: 'x.example' })],
      'unasked',
    ],
  ])('%s', async (_name, name, answers, kind) =>
    expect(await verify(name, ...answers)).toMatchObject({ hostname: NAME, kind }),
  );

  it('answer the CNAME that stood there, in any spelling, or another', async () => {
    const stood = { ...plain, type: 'CNAME', values: ['Ent.Hoster.example.'] };
    const after = [origin, { ...mirror, alias: undefined }].map((one) => ({
      ...one,
      type: 'CNAME',
    }));
    const name = { ...adopted, before: [stood], after: after as AdoptedName['after'] };
    const told = (value: string) => verify(name, answer([value], { type: 'CNAME' }));
    expect(await told('ent.hoster.example')).toMatchObject({ kind: 'verified' });
    expect(await told('secours.example')).toMatchObject({ kind: 'differs' });
  });

  it('that cannot be reached are said so', async () => {
    const askAuthorities = async () => Promise.reject(new Error('no answer'));
    const told = await verifyUndone({ askAuthorities }, adopted, null);
    expect(told).toEqual({ hostname: NAME, kind: 'unasked', detail: 'no answer' });
  });
});
