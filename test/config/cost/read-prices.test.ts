// Goal: a table of prices with a hole, a stranger or an absurd value is refused, with its place.
// Method: the table that ships, changed by one line.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PRICE_KEYS } from '../../../config/cost/price.ts';
import { readPrices } from '../../../config/cost/read-prices.ts';

const file = readFileSync(new URL('../../../data/aws-prices.yaml', import.meta.url), 'utf8');

test('the table that ships has each price, dated and sourced, and says why it estimates', () => {
  const prices = readPrices();
  expect(Object.keys(prices)).toEqual([...PRICE_KEYS]);
  for (const price of Object.values(prices)) {
    expect(price.euros).toBeGreaterThan(0);
    expect(price.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(price.source).toMatch(/^https:\/\/aws\.amazon\.com\//);
    expect(price.estimated).toBe(price.why !== undefined);
  }
});

test('an estimate is reckoned with its factor', () => {
  expect(readPrices().logs).toMatchObject({ estimated: true, euros: 0.5 * 1.25 });
  expect(readPrices().storage).toMatchObject({ estimated: false, euros: 0.024 });
});

test.each([
  ['a missing row', /^ {2}key:\n.*\n/m, '', 'prices.key'],
  ['an unknown row', /^ {2}key:/m, '  kay:', 'kay'],
  ['a negative price', 'usd: 0.4,', 'usd: -0.4,', 'usd'],
  ['a source that is not AWS’s', 'https://aws.amazon.com/kms/', 'https://aws.example/kms/', 'key'],
  ['a row that is twice', /^ {2}key:/m, '  mail: {}\n  key:', 'mail'],
  ['no YAML at all', /^[^]*$/, '{', ''],
])('%s is refused', (_, what, by, place) => {
  expect(() => readPrices(file.replace(what, by))).toThrow(
    expect.objectContaining({ code: 'config-invalid', message: expect.stringContaining(place) }),
  );
});
