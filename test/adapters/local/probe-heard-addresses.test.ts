// Goal: no resolver decides alone where a name leads, however early or long its answer is.
// Method: words that come, fail or never end; properties over lists of addresses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardAddresses } from '../../../adapters/local/probe/heard-addresses.ts';

const LONG_MS = 60_000;
const said = async (...addresses: string[]) => ({ addresses });
const never = () => new Promise<never>(() => undefined);
const fails = async (text: string): Promise<never> => {
  throw new Error(text);
};
const later = async (...addresses: string[]) => {
  await new Promise((resolve) => setImmediate(resolve));
  return { addresses };
};

describe('several resolvers', () => {
  it('that have no address in common are all believed, and told as disputed', async () => {
    expect(await heardAddresses([said('a'), later('b')], LONG_MS)).toEqual({
      addresses: ['a', 'b'],
      isDisputed: true,
    });
  });

  it('that share an address agree, and what they share comes first', async () => {
    expect(await heardAddresses([said('a', 'x'), later('b', 'x')], LONG_MS)).toEqual({
      addresses: ['x', 'a', 'b'],
    });
  });

  it('are as one where all others fail, or are silent for the time given', async () => {
    expect(await heardAddresses([fails('no'), later('b')], LONG_MS)).toEqual({ addresses: ['b'] });
    expect(await heardAddresses([never(), said('b')], 5)).toEqual({ addresses: ['b'] });
  });

  it('are waited for beyond that time while none has answered', async () => {
    const slow = Promise.withResolvers<{ addresses: string[] }>();
    const heard = heardAddresses([never(), slow.promise], 1);
    setTimeout(() => slow.resolve({ addresses: ['b'] }), 10);
    expect(await heard).toEqual({ addresses: ['b'] });
  });

  it('that all fail, fail by the word of the first', async () => {
    await expect(heardAddresses([fails('one'), fails('two')], LONG_MS)).rejects.toThrow('one');
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('one')), 10));
    await expect(heardAddresses([late, fails('two')], 1)).rejects.toThrow('one');
  });

  it('never hide another’s first address, and give 16 at most, each once', async () => {
    const list = fc.uniqueArray(
      fc.nat(40).map((number) => `192.0.2.${number}`),
      { minLength: 1, maxLength: 16 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 4 }), async (lists) => {
        const { addresses, isDisputed } = await heardAddresses(
          lists.map((one) => said(...one)),
          LONG_MS,
        );
        expect(addresses.length).toBeLessThanOrEqual(16);
        expect(new Set(addresses).size).toBe(addresses.length);
        for (const address of addresses) expect(lists.flat()).toContain(address);
        const union = new Set(lists.flat()).size;
        expect(isDisputed === true).toBe(lists.length > 1 && union === lists.flat().length);
        const firsts = isDisputed ? lists.map(([first]) => first) : [];
        expect(addresses).toEqual(expect.arrayContaining(firsts));
      }),
    );
  });
});
