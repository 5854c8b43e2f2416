import { expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { staysForChecks } from '../../../core/shelter/stay.ts';
import { minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { after, changeOf, platformOf, type Said } from './a-platform.ts';

// Goal: a page that has just opened keeps its visitors until the checks have heard it, unless something
// else decides of them. Method: one platform that opened at the bell, asked at an instant.

const base = testPolicy();
const RECOVER = minutes(3);
const policy: Policy = { ...base, shelter: { ...base.shelter, checksRecoverMs: RECOVER } };
const OPENED: Said = { suspensions: [{ from: after(-3_600_000), until: BELL }] };
const stays = (said: Said, ms = 0, by = policy): boolean => {
  const platform = platformOf(changeOf(by, { nord: said }));
  if (platform === undefined) throw new Error('expected the platform of the test');
  return staysForChecks(platform, after(ms), by);
};

test('for as long as the checks need', () => {
  expect(stays(OPENED)).toBe(true);
  expect(stays(OPENED, RECOVER - 1)).toBe(true);
  expect(stays(OPENED, RECOVER)).toBe(false);
  expect(stays(OPENED, 0, base)).toBe(false);
});

test.each<[string, Said]>([
  ['that was never closed', {}],
  ['that is closed', { suspensions: [{ from: BELL, until: null }], standing: 'suspended' }],
  ['that has fallen meanwhile', { ...OPENED, standing: 'down' }],
  ['that is closed again', { ...OPENED, standing: 'suspended' }],
  ['that is vetoed', { ...OPENED, vetoed: true }],
])('not one %s', (_, said) => {
  expect(stays(said)).toBe(false);
});
