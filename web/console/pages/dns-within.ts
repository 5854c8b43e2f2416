import type { DnsNow } from '../../../app/views/dns-now.ts';
import type { PlatformId } from '../../../core/units.ts';
import type { ConsoleSources } from './console-sources.ts';

/** A page waits no longer for name servers: some may be what has fallen. Chosen. */
const PATIENCE_MS = 1_500;

/** What name servers answer now, for a page that cannot wait. @returns null when they do not in time */
export async function dnsWithin(
  platform: PlatformId,
  { dns }: Pick<ConsoleSources, 'dns'>,
): Promise<DnsNow | null> {
  if (dns === undefined) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([dns(platform), late]);
  } finally {
    clearTimeout(timer);
  }
}
