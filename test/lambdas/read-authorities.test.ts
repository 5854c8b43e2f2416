// Goal: name servers that an operator names are asked in place of those that DNS tells, and a
// misspelt list stops the function at its start. Method: the variable itself.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VARIABLES } from '../../config/aws-names.ts';
import { readAuthorities } from '../../lambdas/read-authorities.ts';

const tell = (text: string) => vi.stubEnv(VARIABLES.authorities, text);
afterEach(() => void vi.unstubAllEnvs());

describe('name servers to be asked', () => {
  it('are those that DNS tells when nobody names others', () => {
    tell('');
    expect(readAuthorities()).toBeNull();
  });

  it('are those of the variable, IPv4 and IPv6', () => {
    const servers = [
      { address: '10.0.0.2', port: 53 },
      { address: 'fd00::2', port: 5_353 },
    ];
    tell(JSON.stringify(servers));
    expect(readAuthorities()).toEqual(servers);
  });

  it.each([
    ['a name in place of an address', [{ address: 'ns1.region.example', port: 53 }]],
    ['port 0', [{ address: '10.0.0.2', port: 0 }]],
    ['no port', [{ address: '10.0.0.2' }]],
    ['none at all', []],
    ['more than a zone has', Array.from({ length: 14 }, () => ({ address: '10.0.0.2', port: 53 }))],
  ])('are refused with %s', (_, servers) => {
    tell(JSON.stringify(servers));
    expect(() => readAuthorities()).toThrow(
      expect.objectContaining({ code: 'request-malformed' }) as Error,
    );
  });
});
