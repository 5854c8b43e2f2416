import { isIP, isIPv6 } from 'node:net';
import type { AuthorityServer } from '../adapters/local/dns-query.ts';
import { PreauError } from '../core/errors.ts';

const PORT = 53;

/**
 * A name server as typed: an IP address, with a colon and a port where it is not 53. An IPv6 address
 * stands in brackets when it has a port.
 *
 * @throws PreauError `argument-invalid`
 */
export function readServerOption(typed: string): AuthorityServer {
  const whole = isIPv6(typed) ? `[${typed}]` : typed;
  const [, bracketed, plain, port = String(PORT)] =
    /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(whole) ?? [];
  const address = bracketed ?? plain ?? '';
  const isRight = bracketed === undefined ? isIP(address) === 4 : isIPv6(address);
  if (isRight && Number(port) >= 1 && Number(port) <= 65_535)
    return { address, port: Number(port) };
  throw new PreauError(
    'argument-invalid',
    `Expected the IP address of a name server, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353, got ${typed.slice(0, 80)}.`,
    { said: { key: 'option.server', values: { got: typed.slice(0, 80) } } },
  );
}
