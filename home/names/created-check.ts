import { z } from 'zod';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';

/** Route 53: 1 to 10, and one of two intervals; a search string has at most 255 characters. */
const endpoint = {
  address: z.union([z.ipv4(), z.ipv6()]),
  port: z.int().min(1).max(65_535),
  path: z.string().max(255).startsWith('/'),
  /** For SNI and Host; '' for none. */
  host: z.string().max(255),
  expect: z.string().max(255),
  intervalSec: z.union([z.literal(10), z.literal(30)]),
  failureThreshold: z.int().min(1).max(10),
};

/** The form in which checks made through the API are kept. */
export const createdCheckSchema = z.object({
  id: z.string().min(1).max(64),
  /** The caller's own word for the request that made it. */
  reference: z.string().min(1).max(64),
  config: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('http'), ...endpoint }),
    z.object({ kind: z.literal('https'), ...endpoint }),
    z.object({
      kind: z.literal('calculated'),
      // Route 53: up to 255 children, a threshold up to 256.
      children: z.array(z.string().min(1).max(64)).max(255),
      threshold: z.int().min(0).max(256),
    }),
  ]),
});

/** A health check that no spec knows: CreateHealthCheck made it. */
export type CreatedCheck = Readonly<z.infer<typeof createdCheckSchema>>;

/** As the board and the checkers have checks. */
export function asHealthCheck({ id, config }: CreatedCheck): HealthCheck {
  if (config.kind === 'calculated') return { ...config, id };
  const { address, host, ...rest } = config;
  return { ...rest, id, host: host === '' ? address : host, addresses: [address] };
}
