import { isIP } from 'node:net';
import type { AuthorityServer } from '../adapters/local/dns-ask.ts';
import { PreauError } from '../core/errors.ts';

const PORT = 53;

/**
 * Name servers as typed: an IP address, with `#` and a port where it is not 53, as dig writes it.
 *
 * @throws PreauError `argument-invalid`
 */
export function readAuthorityOptions(typed: readonly string[]): readonly AuthorityServer[] {
  return typed.map((text) => {
    const [address = '', port = String(PORT), ...more] = text.split('#');
    const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
    if (isIP(address) !== 0 && number >= 1 && number <= 65_535 && more.length === 0)
      return { address, port: number };
    throw new PreauError(
      'argument-invalid',
      `Expected the IP address of a name server, such as 192.0.2.53 or 192.0.2.53#5353, got ${text.slice(0, 80)}.`,
      { said: { key: 'option.authority', values: { got: text.slice(0, 80) } } },
    );
  });
}
