import { expect, test } from 'vitest';
import { checkHealth } from '../../../core/shelter/check-health.ts';
import type { HealthCheck } from '../../../core/shelter/weighted-pair.ts';
import { platformId } from '../../../core/units.ts';

// Goal: Route 53's rules for checks without data and for disabled ones. Method: a table.

const endpoint = { host: 'o.example', addresses: ['192.0.2.1'], port: 80, path: '/', expect: '' };
const checks = new Map<string, HealthCheck>(
  [
    { kind: 'https' as const, id: 'https', ...endpoint },
    { kind: 'http' as const, id: 'http', ...endpoint },
    { kind: 'hold' as const, id: 'hold', platform: platformId('x') },
    { kind: 'calculated' as const, id: 'both', children: ['http', 'hold'], threshold: 2 },
  ].map((check) => [check.id, check]),
);

test.each([
  { id: 'http', finding: null, disabled: '', healthy: true },
  { id: 'https', finding: null, disabled: '', healthy: true },
  { id: 'hold', finding: null, disabled: '', healthy: false },
  { id: 'http', finding: false, disabled: '', healthy: false },
  { id: 'http', finding: false, disabled: 'http', healthy: true },
  { id: 'hold', finding: true, disabled: 'hold', healthy: false },
  { id: 'both', finding: true, disabled: '', healthy: true },
  { id: 'both', finding: false, disabled: '', healthy: false },
  { id: 'both', finding: false, disabled: 'both', healthy: true },
  { id: 'both', finding: true, disabled: 'hold', healthy: false },
  { id: 'other', finding: true, disabled: 'other', healthy: false },
])('$id that found $finding, disabled: "$disabled": $healthy', (row) => {
  const disabled = (id: string) => id === row.disabled;
  expect(checkHealth(row.id, checks, () => row.finding, disabled)).toBe(row.healthy);
});

test('a disabled child counts as healthy', () => {
  const finding = (id: string) => id === 'hold';
  expect(checkHealth('both', checks, finding)).toBe(false);
  expect(checkHealth('both', checks, finding, (id) => id === 'http')).toBe(true);
});
