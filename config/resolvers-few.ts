import type { Finding } from './problem.ts';
import type { Config } from './schema.ts';

/** One may be sick, or block a name by mistake: two tell that from a name that is gone. Chosen. */
const RESOLVERS_WANTED = 2;

/**
 * Two that anybody may ask, of two bodies in Europe, for the remedy and the examples.
 *
 * - 9.9.9.9, Quad9, a foundation in Switzerland; blocks names of malware, checks DNSSEC.
 * - 86.54.11.100, DNS4EU, co-funded by the European Union; the variant without filters.
 *
 * Not FDN's (80.67.169.12 and .40), which since March 2025 answer few networks but those of its
 * members; not dns0.eu, closed in October 2025; not those of French providers, which answer their own
 * customers alone.
 *
 * @see https://www.quad9.net/service/service-addresses-and-features
 * @see https://www.joindns4.eu/for-public
 * @see https://www.fdn.fr/attaque-serveurs-dns-2025/
 * @see https://www.dns0.eu/
 */
export const PUBLIC_RESOLVERS = ['9.9.9.9', '86.54.11.100'] as const;

/**
 * A configuration that nobody looks through resolvers with: right as it stands, but what the pupils'
 * resolvers say is then neither seen nor kept, and a fault of this machine's own may pass for a
 * platform's. Not for rehearsals, which ask no resolver.
 *
 * @returns one finding, or none
 */
export function resolversFew({ watch }: Config): readonly Finding[] {
  if (new Set(watch.resolvers).size >= RESOLVERS_WANTED) return [];
  const values = { example: PUBLIC_RESOLVERS.join(', ') };
  const got = watch.resolvers.join(', ');
  return [{ code: 'resolvers-few', path: ['watch', 'resolvers'], values, got }];
}
