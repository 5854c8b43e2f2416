import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { planName } from '../../../app/adopt/plan-name.ts';
import { planUndo } from '../../../app/adopt/plan-undo.ts';
import { isAlike } from '../../../app/adopt/same-record.ts';
import type { StandingRecord } from '../../../app/adopt/standing-record.ts';
import { apply, plain, V4, wanted } from './zone-fixture.ts';

// Goal: names that are published as CNAME or with an HTTPS record become pairs, and none of their
// types is left leading past one. Method: records as zones have them, and a zone that refuses what
// cannot stand together.

const TARGET = 'ent.hoster.example';
const cname = { cname: { origin: TARGET, mirror: 'secours.region.example' } };
const https = { https: { origin: '1 . alpn="h2,h3"', mirror: '1 . alpn="h2"' } };
const only4 = { origin: [V4] };
const a = plain('A', [V4]);
const told = (records: readonly StandingRecord[]) =>
  records.map(
    ({ type, setIdentifier, weight, values }) =>
      `${type} ${setIdentifier} ${weight} ${values.join(' ')}`,
  );

describe('a name that is to be a CNAME', () => {
  it('becomes a pair of the one that stands, in any spelling', () => {
    const standing = [plain('CNAME', ['Ent.Hoster.example.'])];
    const plan = planName(wanted(cname), standing);
    expect(plan).toMatchObject({ state: 'ready', remarks: [{ kind: 'slow', ttlSec: 300 }] });
    expect(told(apply(standing, plan.edits))).toEqual([
      `CNAME origin 100 ${TARGET}`,
      'CNAME mirror 0 secours.region.example',
    ]);
  });

  it.each<[string, readonly StandingRecord[], object]>([
    [
      'of another name',
      [plain('CNAME', ['other.example'])],
      { kind: 'values', type: 'CNAME', stands: 'other.example', configured: TARGET },
    ],
    ['beside addresses', [a], { kind: 'beside', type: 'A', stands: V4 }],
    [
      'beside an HTTPS record',
      [plain('HTTPS', ['1 .'])],
      { kind: 'beside', type: 'HTTPS', stands: '1 .' },
    ],
  ])('is left alone %s', (_name, standing, obstacle) => {
    const plan = planName(wanted(cname), standing);
    expect(plan).toMatchObject({ state: 'blocked', obstacles: [obstacle], edits: [] });
  });

  it('is left to the stack of names where nothing stands', () => {
    expect(planName(wanted(cname), []).state).toBe('absent');
  });
});

describe('an HTTPS record', () => {
  it('that stands becomes a pair beside the addresses, whatever its spelling', () => {
    const standing = [a, plain('HTTPS', ['1 . alpn=h2,h3'])];
    const plan = planName(wanted({ ...only4, ...https }), standing);
    expect(plan.state).toBe('ready');
    expect(told(apply(standing, plan.edits)).slice(2)).toEqual([
      'HTTPS origin 100 1 . alpn="h2,h3"',
      'HTTPS mirror 0 1 . alpn="h2"',
    ]);
  });

  it('that is new to the name is added', () => {
    const plan = planName(wanted({ ...only4, ...https }), [a]);
    expect(plan.state).toBe('ready');
    expect(plan.remarks).toContainEqual({ kind: 'added', type: 'HTTPS' });
  });

  it.each<[string, object, StandingRecord, object]>([
    [
      'that the configuration forgets is in the way',
      {},
      plain('HTTPS', ['1 .']),
      { kind: 'bypass', type: 'HTTPS', stands: '1 .' },
    ],
    [
      'that says otherwise is in the way',
      https,
      plain('HTTPS', ['1 . alpn=h3']),
      { kind: 'values', type: 'HTTPS', stands: '1 . alpn=h3', configured: '1 . alpn="h2,h3"' },
    ],
  ])('%s', (_name, changes, record, obstacle) => {
    const plan = planName(wanted({ ...only4, ...changes }), [a, record]);
    expect(plan).toMatchObject({ state: 'blocked', obstacles: [obstacle] });
  });
});

it('a pair whose type was taken out of the configuration is in the way, adopted or not', () => {
  const both = wanted({ ...only4, ...https });
  const made = apply([a], planName(both, [a]).edits);
  for (const adopted of [true, false])
    expect(planName(wanted({ ...only4, adopted }), made)).toMatchObject({
      state: 'blocked',
      obstacles: [{ kind: 'dropped', type: 'HTTPS' }],
    });
  expect(planName(both, made).state).toBe('done');
});

test('the way back restores a CNAME and HTTPS records, whatever was set since', () => {
  const standing = fc.oneof(
    fc.constant([plain('CNAME', [`${TARGET}.`])]),
    fc.subarray([plain('HTTPS', ['1 . alpn="h3,h2"'])]).map((more) => [a, ...more]),
  );
  fc.assert(
    fc.property(standing, fc.integer({ min: 0, max: 100 }), (records, share) => {
      const twins = { https: { origin: '1 . alpn="h3,h2"', mirror: '1 .' } };
      const isCname = records[0]?.type === 'CNAME';
      const plan = planName(wanted(isCname ? cname : { ...only4, ...twins }), records);
      expect(plan.state).toBe('ready');
      const after = apply(records, plan.edits).map((one) => ({
        ...one,
        weight: one.setIdentifier === 'origin' ? 100 - share : share,
      }));
      const name = {
        platform: 'ent',
        hostname: plan.hostname,
        before: plan.edits.flatMap(({ action, record }) => (action === 'DELETE' ? [record] : [])),
        after: plan.edits.flatMap(({ action, record }) => (action === 'CREATE' ? [record] : [])),
      };
      const undo = planUndo(name, after);
      if (undo.kind !== 'ready') throw new Error(undo.kind);
      const restored = apply(after, undo.edits);
      expect(restored.length).toBe(records.length);
      expect(records.every((one) => restored.some((other) => isAlike(one, other)))).toBe(true);
    }),
  );
});
