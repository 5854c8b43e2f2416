// Goal: the edge passes over the very parameters that an address is looked up without.
// Method: its rule is read out of its script, and asked about every name of the core's list.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { IGNORED_PARAMETERS, IGNORED_PREFIX } from '../../core/mirror/ignored-parameters.ts';

const script = readFileSync(
  new URL('../../lib/edge/canonical-address.js', import.meta.url),
  'utf8',
);
const [, rule = ''] = /const NOT_SIGNIFICANT =\s*\/(.*)\/i;/.exec(script) ?? [];

test.each([...IGNORED_PARAMETERS, `${IGNORED_PREFIX}x`])('%s never counts', (name) => {
  expect(new RegExp(rule, 'i').test(name)).toBe(true);
});

test.each(['id', 'page', 'key', 'code', 'tokens', 'inside', 'samlrequest'])('%s counts', (name) => {
  expect(new RegExp(rule, 'i').test(name)).toBe(false);
});
