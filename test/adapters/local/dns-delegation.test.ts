// Goal: the servers that a name's zone has are found, all of them or none, and never those of its
// parent or of its alias. Method: a resolver of a table whose answers fail when the test says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDelegation, type Resolver } from '../../../adapters/local/dns-delegation.ts';

type Kind = keyof Resolver;
const failed = (code: string): Error => Object.assign(new Error(`query ${code}`), { code });

/** Answers from `table` (`ns zone.example`), else ENODATA; `faults` are taken off one by one. */
function aResolver(table: Readonly<Record<string, readonly string[]>>, faults: string[] = []) {
  const asked: string[] = [];
  const ask = (kind: Kind) => async (name: string) => {
    const key = `${kind} ${name}`;
    asked.push(key);
    const index = faults.findIndex((fault) => fault.startsWith(`${key} `));
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault !== undefined) throw failed(fault.split(' ')[2] ?? '');
    const found = table[key];
    if (found === undefined) throw failed('ENODATA');
    return found;
  };
  const resolver: Resolver = { ns: ask('ns'), cname: ask('cname'), a: ask('a'), aaaa: ask('aaaa') };
  return { resolver, asked };
}

const HOST = 'ent.ac-lyon.gouv.example';
const ZONE = {
  'ns ac-lyon.gouv.example': ['ns1.right.example', 'ns2.right.example'],
  'ns gouv.example': ['parent.example'],
  'a ns1.right.example': ['192.0.2.1', '192.0.2.3'],
  'aaaa ns1.right.example': ['2001:db8::1'],
  'aaaa ns2.right.example': ['2001:db8::2'],
  'a parent.example': ['198.51.100.9'],
};
const RIGHT = [
  { address: '192.0.2.1', port: 53 },
  { address: '2001:db8::2', port: 53 },
];
const unreachable = { code: 'dns-unreachable', retryable: true };

describe('a delegation', () => {
  it('is that of the nearest zone, each server once, by IPv6 where it has nothing else', async () => {
    const { resolver, asked } = aResolver(ZONE);
    const delegation = createDelegation(resolver);
    expect(await delegation.serversOf(HOST)).toEqual(RIGHT);
    const times = asked.length;
    expect(await delegation.serversOf(HOST)).toEqual(RIGHT);
    expect(asked).toHaveLength(times);
  });

  it('is whole or not told, whatever question fails first, and right once all answer', async () => {
    const questions = [
      `ns ${HOST}`,
      'ns ac-lyon.gouv.example',
      'cname ac-lyon.gouv.example',
      'a ns1.right.example',
      'a ns2.right.example',
      'aaaa ns2.right.example',
    ];
    const codes = ['ETIMEOUT', 'ESERVFAIL', 'EREFUSED', 'ECONNREFUSED'];
    const fault = fc.tuple(fc.constantFrom(...questions), fc.constantFrom(...codes));
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 8 }), async (faults) => {
        const left = faults.map((one) => one.join(' '));
        const delegation = createDelegation(aResolver(ZONE, left).resolver);
        for (let tries = 0; left.length > 0 && tries <= 8; tries += 1)
          await expect(delegation.serversOf(HOST)).rejects.toMatchObject(unreachable);
        expect(await delegation.serversOf(HOST)).toEqual(RIGHT);
      }),
    );
  });

  it('with a server that has no address is not told, and the server is named', async () => {
    const { 'aaaa ns2.right.example': _, ...lame } = ZONE;
    const looking = createDelegation(aResolver(lame).resolver).serversOf(HOST);
    await expect(looking).rejects.toMatchObject(unreachable);
    await expect(looking).rejects.toThrow('ns2.right.example');
  });

  it('of an alias is that of the zone it stands in, not that of its target', async () => {
    const table = {
      ...ZONE,
      [`cname ${HOST}`]: ['d111.cloud.example'],
      [`ns ${HOST}`]: ['ns.cloud.example'],
      'a ns.cloud.example': ['192.0.2.99'],
    };
    expect(await createDelegation(aResolver(table).resolver).serversOf(HOST)).toEqual(RIGHT);
  });

  it('of an alias is found while nothing of its target answers', async () => {
    const table = { ...ZONE, [`cname ${HOST}`]: ['d111.cloud.example'] };
    const { resolver } = aResolver(table, [`ns ${HOST} ESERVFAIL`]);
    expect(await createDelegation(resolver).serversOf(HOST)).toEqual(RIGHT);
  });

  it('that nothing tells is not told', async () => {
    const looking = createDelegation(aResolver({}).resolver).serversOf(HOST);
    await expect(looking).rejects.toMatchObject(unreachable);
  });
});
