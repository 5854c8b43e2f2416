import { expect, test } from 'vitest';
import { keepStay } from '../../../core/shelter/keep-stay.ts';
import type { TurnReason } from '../../../core/shelter/turn-reason.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { changeOf, nord, platformOf, type Said, told } from './a-platform.ts';

// Goal: DNS is told to keep visitors at the origin, or no longer to, when the state asks for something
// else than it was last told, and not otherwise. Method: one platform as the test says.

const policy = testPolicy();
const kept = (said: Said, why?: TurnReason) =>
  told(keepStay(changeOf(policy, { nord: said }), nord, BELL, policy, why));

test.each<[string, Said, TurnReason]>([
  ['a veto', { vetoed: true }, { kind: 'vetoed' }],
  ['a veto of what is suspended', { vetoed: true, standing: 'suspended' }, { kind: 'vetoed' }],
  [
    'a page that says closed',
    { standing: 'suspended', suspendedBy: 'page' },
    { kind: 'suspended', by: 'page' },
  ],
  [
    'a person',
    { standing: 'suspended', suspendedBy: 'person' },
    { kind: 'suspended', by: 'person' },
  ],
  ['nobody named', { standing: 'suspended' }, { kind: 'suspended', by: 'person' }],
])('%s keeps visitors at the origin', (_, said, why) => {
  expect(kept(said)).toEqual([{ hold: false, mirrorShare: 0, why, stay: true }]);
});

test('what kept them is over: they are let go', () => {
  const said = { shelter: { stay: true, mayStay: true } };
  expect(kept(said)).toEqual([
    { hold: false, mirrorShare: 0, why: { kind: 'reopened', by: 'page' }, stay: false },
  ]);
  const why: TurnReason = { kind: 'veto-lifted' };
  expect(kept(said, why)).toEqual([{ hold: false, mirrorShare: 0, why, stay: false }]);
});

test('visitors on the mirror stay there, with their hold', () => {
  const said = { shelter: { stay: true, mayStay: true, mirrorShare: 0.5, hold: true } };
  expect(kept(said)).toMatchObject([{ hold: true, mirrorShare: 0.5, stay: false }]);
  const free = { shelter: { stay: true, mayStay: true, mirrorShare: 0.5, hold: false } };
  expect(kept(free)).toMatchObject([{ hold: false, mirrorShare: 0.5 }]);
  expect(kept({ shelter: { stay: true, mayStay: true, hold: true } })).toMatchObject([
    { hold: false, mirrorShare: 0 },
  ]);
  expect(kept({ vetoed: true, shelter: { mirrorShare: 1, hold: true } })).toEqual([]);
});

test('DNS that was told so already is not told again', () => {
  const change = changeOf(policy, { nord: { vetoed: true, shelter: { stay: true } } });
  expect(keepStay(change, nord, BELL, policy)).toBe(change);
});

test('a platform without a mirror has nothing to turn', () => {
  const bare = { ...policy, platforms: [testPlatform('nord', false), testPlatform('sud')] };
  const change = changeOf(policy, { nord: { vetoed: true } });
  expect(keepStay(change, nord, BELL, bare)).toBe(change);
  const nobody = { ...change, state: { ...change.state, platforms: {} } };
  expect(keepStay(nobody, nord, BELL, policy)).toBe(nobody);
});

test('the state remembers what was ordered', () => {
  const change = keepStay(changeOf(policy, { nord: { vetoed: true } }), nord, BELL, policy);
  expect(platformOf(change)?.shelter).toMatchObject({ stay: true, mayStay: true, verified: false });
});
