import type { Unready, UnreadyReason } from '../../app/adopt/unready-checks.ts';

const REASONS: { readonly [reason in UnreadyReason]: string } = {
  'origin-ill':
    'its origin fails the check of Route 53; see origin.host, path and expect, and that its firewall admits the checkers',
  'hold-ill': 'its hold is set; release the platform first',
  'origin-silent': 'nothing is known of its origin yet',
  'hold-silent': 'nothing is known of its hold yet',
  'both-silent': 'nothing is known of its calculated check yet',
  'both-late': 'its calculated check has not followed the other two yet',
};

/** One sentence for whoever deploys: which platform, why, and what to do. */
export function wordUnready(unready: Unready): string {
  if (unready.platform === null)
    return 'the check behind the mirrors is not healthy yet: wait, or deploy Preau-Watch again';
  const { platform, hostname, reasons } = unready;
  return `${platform} (${hostname}): ${reasons.map((reason) => REASONS[reason]).join('; ')}`;
}
