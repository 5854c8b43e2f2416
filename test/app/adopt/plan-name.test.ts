// Goal: a name becomes a pair only where that moves no visitor and leaves none behind, and goes back
// to the very records that stood there. Method: records as zones have them; and, for the way there and
// back, the model of a zone that the embedded name server answers from.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applyEdits, type EditPorts } from '../../../app/adopt/apply-edits.ts';
import { type NamePlan, planName } from '../../../app/adopt/plan-name.ts';
import { planUndo } from '../../../app/adopt/plan-undo.ts';
import { readAdoption, writeAdoption } from '../../../app/adopt/saved-adoption.ts';
import type { RecordEdit, StandingRecord } from '../../../app/adopt/standing-record.ts';
import type { WantedName } from '../../../app/adopt/wanted-pair.ts';
import { apply, NAME, plain, V4, V6, wanted } from './zone-fixture.ts';

const only4 = { origin: [V4] };

const a = plain('A', [V4]);
const aaaa = plain('AAAA', [V6]);

const kinds = ({ types }: NamePlan) => types.map(({ type, kind }) => `${type} ${kind}`);

describe('a plain name', () => {
  it('becomes a pair of each type, at rest, in one batch', () => {
    const plan = planName(wanted(), [a, aaaa]);
    expect(plan.state).toBe('ready');
    expect(kinds(plan)).toEqual(['A adopt', 'AAAA adopt']);
    expect(
      plan.edits.map(({ action, record }) => `${action} ${record.type} ${record.setIdentifier}`),
    ).toEqual([
      'DELETE A undefined',
      'CREATE A origin',
      'CREATE A mirror',
      'DELETE AAAA undefined',
      'CREATE AAAA origin',
      'CREATE AAAA mirror',
    ]);
    expect(apply([a, aaaa], plan.edits).filter(({ type }) => type === 'A')).toEqual([
      {
        name: NAME,
        type: 'A',
        setIdentifier: 'origin',
        weight: 100,
        ttlSec: 60,
        values: [V4],
        checkId: 'both',
      },
      {
        name: NAME,
        type: 'A',
        setIdentifier: 'mirror',
        weight: 0,
        ttlSec: 60,
        values: ['198.51.100.10'],
        checkId: 'always',
      },
    ]);
  });

  it('whose mirror is behind CloudFront points its second half there', () => {
    const mirror = {
      kind: 'alias',
      target: 'd1.cloudfront.net.',
      zoneId: 'Z2FDTNDATAQYW2',
    } as const;
    const { edits } = planName(wanted({ ...only4, mirror }), [a]);
    expect(edits.at(-1)?.record).toEqual({
      name: NAME,
      type: 'A',
      setIdentifier: 'mirror',
      weight: 0,
      values: [],
      alias: { target: 'd1.cloudfront.net.', zoneId: 'Z2FDTNDATAQYW2', evaluatesHealth: false },
      checkId: 'always',
    });
  });

  it('says how long resolvers keep the old answer, and which type is new', () => {
    const plan = planName(wanted(), [{ ...a, ttlSec: 3_600 }]);
    expect(kinds(plan)).toEqual(['A adopt', 'AAAA add']);
    expect(plan.remarks).toEqual([
      { kind: 'slow', ttlSec: 3_600 },
      { kind: 'added', type: 'AAAA' },
    ]);
  });

  it('that is a CNAME of the origin’s own name becomes pairs of its addresses', () => {
    const cname = plain('CNAME', ['Origine.region.example.']);
    const plan = planName(wanted(), [cname]);
    expect(plan.state).toBe('ready');
    expect(plan.remarks[0]).toEqual({ kind: 'fixed', stands: 'Origine.region.example.' });
    expect(plan.edits.filter(({ action }) => action === 'DELETE')).toHaveLength(1);
    expect(apply([cname], plan.edits)).toHaveLength(4);
  });

  it('is told by any spelling of its addresses, in any order', () => {
    const long = plain('AAAA', ['2001:0db8:0:0:0:0:0:0010']);
    expect(planName(wanted(), [a, long]).state).toBe('ready');
    const two = wanted({ origin: [V4, '192.0.2.11'] });
    expect(planName(two, [plain('A', ['192.0.2.11', V4])]).state).toBe('ready');
  });

  it.each<[string, WantedName, readonly StandingRecord[], object]>([
    [
      'other addresses than the configuration’s',
      wanted(only4),
      [plain('A', ['192.0.2.99'])],
      { kind: 'values', type: 'A', stands: '192.0.2.99', configured: V4 },
    ],
    [
      'a type that the origin lacks',
      wanted(only4),
      [a, aaaa],
      { kind: 'surplus', type: 'AAAA', stands: V6 },
    ],
    [
      'an HTTPS record',
      wanted(only4),
      [a, plain('HTTPS', ['1 . alpn="h2" ipv4hint="192.0.2.10"'])],
      { kind: 'bypass', type: 'HTTPS', stands: '1 . alpn="h2" ipv4hint="192.0.2.10"' },
    ],
    [
      'a CNAME of somebody else',
      wanted(),
      [plain('CNAME', ['cdn.example.'])],
      { kind: 'cname', stands: 'cdn.example.', origin: 'origine.region.example' },
    ],
    [
      'an alias',
      wanted(only4),
      [
        {
          name: NAME,
          type: 'A',
          values: [],
          alias: { target: 'lb.', zoneId: 'Z', evaluatesHealth: true },
        },
      ],
      { kind: 'alias', type: 'A', stands: 'lb.' },
    ],
    [
      'failover records',
      wanted(only4),
      [{ ...a, setIdentifier: 'primary' }],
      { kind: 'foreign', type: 'A' },
    ],
    [
      'three weighted records',
      wanted(only4),
      ['origin', 'mirror', 'third'].map((id) => ({ ...a, setIdentifier: id, weight: 1 })),
      { kind: 'foreign', type: 'A' },
    ],
  ])('with %s is blocked, and nothing of it would be changed', (_name, name, records, obstacle) => {
    const plan = planName(name, records);
    expect(plan.state).toBe('blocked');
    expect(plan.obstacles).toEqual([obstacle]);
    expect(plan.edits).toEqual([]);
  });
});

test('a name that nothing stands at is left to the stack of names', () => {
  expect(planName(wanted(), [plain('TXT', ['"x"'])])).toMatchObject({
    state: 'absent',
    edits: [],
    types: [],
  });
});

describe('a pair that stands', () => {
  const adoptedBefore = apply([a], planName(wanted(only4), [a]).edits);
  const moved = adoptedBefore.map((one) => ({
    ...one,
    weight: one.setIdentifier === 'origin' ? 50 : 50,
  }));

  it('as it should is left, whatever its weights', () => {
    const plan = planName(wanted(only4), moved);
    expect(plan.state).toBe('done');
    expect(plan.types[0]?.origin.weight).toBe(50);
  });

  it('on other checks is renewed with the weights that it has, once it is listed as adopted', () => {
    const checks = { both: 'both-2', always: 'always' };
    expect(planName(wanted({ ...only4, checks }), moved)).toMatchObject({
      state: 'blocked',
      obstacles: [{ kind: 'unlisted', type: 'A' }],
    });
    const plan = planName(wanted({ ...only4, checks, adopted: true }), moved);
    expect(plan.state).toBe('ready');
    expect(plan.edits.map(({ action, record }) => [action, record.weight, record.checkId])).toEqual(
      [
        ['UPSERT', 50, 'both-2'],
        ['UPSERT', 50, 'always'],
      ],
    );
  });
});

const adoptedOf = ({ platform, hostname, edits }: NamePlan) => ({
  platform,
  hostname,
  before: edits.filter(({ action }) => action === 'DELETE').map(({ record }) => record),
  after: edits.filter(({ action }) => action === 'CREATE').map(({ record }) => record),
});

describe('the way back', () => {
  const octet = fc.integer({ min: 1, max: 254 });
  const ttl = fc.integer({ min: 0, max: 86_400 });
  const standing = fc
    .record({
      v4: fc.uniqueArray(octet, { minLength: 1, maxLength: 4 }),
      v6: fc.uniqueArray(octet, { maxLength: 3 }),
      ttl,
      dual: fc.boolean(),
      cname: fc.boolean(),
    })
    .map(({ v4, v6, ttl: ttlSec, dual, cname }) => {
      const origin = {
        v4: v4.map((n) => `192.0.2.${n}`),
        v6: v6.map((n) => `2001:db8::${n.toString(16)}`),
      };
      const records = cname
        ? [plain('CNAME', ['origine.region.example.'], { ttlSec })]
        : [
            plain('A', origin.v4, { ttlSec }),
            ...(dual && origin.v6.length > 0 ? [plain('AAAA', origin.v6, { ttlSec })] : []),
          ];
      return { records, origin: [...origin.v4, ...origin.v6] };
    });

  test('restores the very records, whatever stood there and whatever weights were set since', () => {
    fc.assert(
      fc.property(standing, fc.integer({ min: 0, max: 100 }), ({ records, origin }, share) => {
        const plan = planName(wanted({ origin }), records);
        expect(plan.state).toBe('ready');
        const after = apply(records, plan.edits).map((one) => ({
          ...one,
          weight: one.setIdentifier === 'origin' ? 100 - share : share,
        }));
        const saved = readAdoption(
          writeAdoption({ zones: [{ zoneId: 'Z1', names: [adoptedOf(plan)] }] }),
          'saved.json',
        );
        const [name] = saved.zones[0]?.names ?? [];
        if (!name) throw new Error('nothing was saved');
        const undo = planUndo(name, after);
        if (undo.kind !== 'ready') throw new Error(undo.kind);
        const restored = apply(after, undo.edits);
        expect(new Set(restored.map((one) => JSON.stringify(one)))).toEqual(
          new Set(records.map((one) => JSON.stringify(one))),
        );
        expect(planUndo(name, restored)).toEqual({ kind: 'undone' });
      }),
    );
  });

  test('refuses what is no longer there', () => {
    const plan = planName(wanted(only4), [a]);
    const after = apply([a], plan.edits);
    const name = adoptedOf(plan);
    expect(planUndo(name, after.slice(0, 1))).toEqual({
      kind: 'changed',
      differences: [
        { record: `${NAME} A mirror`, field: 'record', found: '-', expected: '198.51.100.10' },
      ],
    });
    expect(planUndo(name, [])).toMatchObject({ kind: 'changed' });
  });

  test('refuses a file of something else', () => {
    for (const text of ['', '{}', '[', '{"preauAdoption":2,"zones":[]}', 'x'.repeat(5_000_001)])
      expect(() => readAdoption(text, 'x.json')).toThrow('Expected in x.json');
  });
});

describe('a batch', () => {
  const ports = (insyncAfter: number) => {
    const asked: string[] = [];
    const made: EditPorts = {
      edit: async (zoneId, edits) => {
        asked.push(`edit ${zoneId} ${edits.length}`);
        return `C-${zoneId}`;
      },
      changeState: async (id) => {
        asked.push(`state ${id}`);
        return asked.length > insyncAfter ? 'insync' : 'pending';
      },
      pause: async (ms) => asked.push(`pause ${ms}`),
    };
    return { made, asked };
  };
  const edits: readonly RecordEdit[] = [{ action: 'CREATE', record: a }];

  it('is sent zone by zone, and waited for', async () => {
    const { made, asked } = ports(2);
    const applied = await applyEdits(made, [
      { zoneId: 'Z1', edits },
      { zoneId: 'Z2', edits: [] },
    ]);
    expect(applied).toEqual([{ zoneId: 'Z1', changeId: 'C-Z1', insync: true }]);
    expect(asked).toEqual(['edit Z1 1', 'state C-Z1', 'pause 50', 'state C-Z1']);
  });

  it('that is nowhere near done after five minutes is said to be pending', async () => {
    const { made, asked } = ports(Infinity);
    expect((await applyEdits(made, [{ zoneId: 'Z1', edits }]))[0]?.insync).toBe(false);
    const pauses = asked.flatMap((one) => (one.startsWith('pause ') ? [Number(one.slice(6))] : []));
    expect(pauses.slice(0, 3)).toEqual([50, 100, 200]);
    expect(Math.max(...pauses)).toBe(5_000);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(300_000);
  });

  it('too large for Route 53 is refused before any zone is touched', async () => {
    const { made, asked } = ports(0);
    const large = Array.from({ length: 1_001 }, () => edits[0]).filter((one) => one !== undefined);
    const zones = [
      { zoneId: 'Z1', edits },
      { zoneId: 'Z2', edits: large },
    ];
    await expect(applyEdits(made, zones)).rejects.toMatchObject({ code: 'argument-invalid' });
    expect(asked).toEqual([]);
  });
});
