import type { DnsNow } from '../../../app/views/dns-now.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import type { PlatformId } from '../../../core/units.ts';
import { renderNow } from '../render-now.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';
import { dnsWithin } from './dns-within.ts';

/** *Now*: what a crisis cell looks at, the worst first. */
export const nowPage: ConsolePage = {
  name: 'now',
  path: '/',
  render: async (asked) => renderNow(asked.view, asked.words, asked.may, await dnsOf(asked)),
};

/** Platforms whose name servers are asked for one look at the page. Chosen. */
const MOST_ASKED = 10;

/** Of platforms that DNS sends elsewhere, or that are in doubt: of the others nobody asks. */
async function dnsOf({ view, sources }: PageAsk): Promise<ReadonlyMap<PlatformId, DnsNow | null>> {
  const asked = view.platforms.filter(isOfInterest).slice(0, MOST_ASKED);
  return new Map(
    await Promise.all(asked.map(async ({ id }) => [id, await dnsWithin(id, sources)] as const)),
  );
}

const isOfInterest = ({ control, mirrorShare, hold, look }: PlatformLine): boolean =>
  !control && (mirrorShare > 0 || hold || look === 'down' || look === 'suspect');
