import { addressNetwork } from '../config/address-network.ts';

/**
 * Addresses that documents alone use, so that nobody's machine is probed before the real one is
 * written.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5737 and https://www.rfc-editor.org/rfc/rfc9637
 */
const V4 = ['192.0.2.10', '198.51.100.10', '203.0.113.10'] as const;
const V6 = ['2001:db8::10', '3fff::10'] as const;

/**
 * What stands for an origin's address until somebody writes it.
 *
 * @param mirror the addresses of its mirror, which must share a family with it and no network
 */
export function originToReplace(mirror: readonly string[]): string {
  const choice = mirror.every((address) => address.includes(':')) ? V6 : V4;
  const taken = mirror.map(addressNetwork);
  return choice.find((address) => !taken.includes(addressNetwork(address))) ?? choice[0];
}
