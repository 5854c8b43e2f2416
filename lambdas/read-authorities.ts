import * as z from 'zod/mini';
import type { AuthorityServer } from '../adapters/local/dns-ask.ts';
import { optionalVariable } from './environment.ts';
import { readMessage } from './messages.ts';

/** As many as a zone may have; chosen. */
const SERVERS_MAX = 13;

const servers = z
  .array(
    z.strictObject({
      address: z.union([z.ipv4(), z.ipv6()]),
      port: z.int().check(z.minimum(1), z.maximum(65_535)),
    }),
  )
  .check(z.minLength(1), z.maxLength(SERVERS_MAX));

/**
 * The name servers that are to be asked whatever DNS tells, where whoever runs the functions says
 * so: for every platform the same.
 *
 * @returns null when nobody does: DNS tells them
 * @throws PreauError `request-malformed`
 */
export function readAuthorities(): readonly AuthorityServer[] | null {
  const text = optionalVariable('authorities');
  if (text === null) return null;
  return readMessage(servers, text, 'name servers, [{ address, port }]');
}
