import type { AuthorityAnswer } from '../../core/incident/event.ts';
import { after, type DurationMs, type EpochMs, type PlatformId } from '../../core/units.ts';
import type { Clock, Dns } from '../ports.ts';

/** What the authoritative servers of a name answered a moment ago. */
export interface DnsNow {
  readonly at: EpochMs;
  /** Empty when none answered. */
  readonly answers: readonly AuthorityAnswer[];
}

/** How often each server is asked at once: a share shows in the mix of its answers. Chosen. */
const TIMES = 3;

/**
 * Ask name servers for whoever looks at a page: of one platform at most once within `keepMs`, however
 * many look and however often.
 *
 * @param onError told of servers that could not be asked
 * @returns null when they could not be asked just now
 */
export function dnsNow(
  dns: Pick<Dns, 'askAuthorities'>,
  clock: Pick<Clock, 'now'>,
  keepMs: DurationMs,
  onError: (error: unknown) => void,
): (platform: PlatformId) => Promise<DnsNow | null> {
  const kept = new Map<
    PlatformId,
    { readonly until: EpochMs; readonly answer: Promise<DnsNow | null> }
  >();
  const ask = async (platform: PlatformId): Promise<DnsNow | null> => {
    try {
      const answers = await dns.askAuthorities(platform, TIMES);
      return { at: clock.now(), answers };
    } catch (error) {
      onError(error);
      return null;
    }
  };
  return (platform) => {
    const now = clock.now();
    const known = kept.get(platform);
    if (known !== undefined && now < known.until) return known.answer;
    const answer = ask(platform);
    kept.set(platform, { until: after(now, keepMs), answer });
    return answer;
  };
}
