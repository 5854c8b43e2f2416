import type { Contact } from './school.ts';

/**
 * An address as a screen may show it: a functional one of the public directory whole, a person's by
 * what tells it from another to whoever knows it.
 */
export function maskAddress({ address, channel, origin }: Contact): string {
  if (origin === 'directory') return address;
  if (channel === 'sms') return `${address.slice(0, 4)}…${address.slice(-2)}`;
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${address.slice(0, 1)}…${address.slice(at)}`;
}
