import { describe, expect, test } from 'vitest';
import { createAuthorityFinder } from '../../../../adapters/local/rfc2136/find-authorities.ts';
import { nameBytes } from '../../../../adapters/local/rfc2136/name-bytes.ts';
import type { Primary } from '../../../../adapters/local/rfc2136/primary.ts';
import { recordData } from '../../../../adapters/local/rfc2136/record-data.ts';
import { CLASS, TYPE } from '../../../../adapters/local/rfc2136/wire-codes.ts';
import { createZoneLanes } from '../../../../adapters/local/rfc2136/zone-lanes.ts';
import { PreauError } from '../../../../core/errors.ts';

// Goal: all name servers of a zone are asked, or it is said that one cannot be.
// Method: a primary that answers from a table, and a resolver that writes down what it is asked.

type Records = Readonly<Record<string, readonly Buffer[]>>;

function finderOf(records: Records, resolved: Readonly<Record<string, readonly string[]>> = {}) {
  const asked: string[] = [];
  const primary: Primary = {
    update: async () => 'made',
    async ask(_, name, type) {
      asked.push(`${name}/${type}`);
      if (name.endsWith('elsewhere.example'))
        throw new PreauError('dns-unreachable', 'REFUSED', { retryable: true });
      const common = { name, type, class: CLASS.IN, ttlSec: 5, offset: 0 };
      return (records[`${name}/${type}`] ?? []).map((data) => ({ ...common, data }));
    },
  };
  const lanes = createZoneLanes(async () => ({
    exchange: async (message) => message,
    close: () => undefined,
  }));
  const resolve = async (host: string) => {
    asked.push(host);
    return resolved[host] ?? [];
  };
  return { finder: createAuthorityFinder(primary, lanes, resolve), asked };
}

const NS = `region.example/${TYPE.NS}`;
const servers = (...names: readonly string[]) => names.map(nameBytes);

describe('the name servers of a zone', () => {
  test('are those of its NS records: within the zone by the primary, elsewhere by resolvers', async () => {
    const { finder, asked } = finderOf(
      {
        [NS]: servers('ns1.region.example', 'ns6.region.example', 'ns.elsewhere.example'),
        [`ns1.region.example/${TYPE.A}`]: [recordData('A', '192.0.2.1')],
        [`ns6.region.example/${TYPE.AAAA}`]: [recordData('AAAA', '2001:db8::6')],
      },
      { 'ns.elsewhere.example': ['198.51.100.1', '2001:db8::9'] },
    );
    const found = await finder.serversOf('region.example');
    expect(found).toEqual([
      { address: '192.0.2.1', port: 53 },
      { address: '2001:db8::6', port: 53 },
      { address: '198.51.100.1', port: 53 },
    ]);
    const count = asked.length;
    expect(await finder.serversOf('region.example')).toEqual(found);
    expect(asked).toHaveLength(count);
  });

  test.each<[string, Records, RegExp]>([
    [
      'one without an address',
      { [NS]: servers('lost.example') },
      /lost\.example without an address/,
    ],
    ['none', {}, /got none/],
  ])('with %s are not known, and asked for again', async (_, records, words) => {
    const { finder, asked } = finderOf(records);
    for (const times of [1, 2]) {
      const finding = finder.serversOf('region.example');
      await expect(finding).rejects.toThrow(words);
      await expect(finding).rejects.toMatchObject({ code: 'dns-unreachable', retryable: true });
      expect(asked.filter((one) => one === NS)).toHaveLength(times);
    }
  });
});
