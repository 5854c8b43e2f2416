import { certificateWarning } from '../mirror/fit/certificate-term.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { type Change, withActions } from './change.ts';

/**
 * Warn people of a certificate that ends soon: once at 21 days and once more at 7, for each certificate. A mirror
 * whose certificate has ended shelters nobody, and an origin's is a fall that everybody sees coming.
 *
 * @param notAfter of the certificate that was shown; undefined where none was
 */
export function warnOfCertificate(
  change: Change,
  platform: PlatformId,
  whose: 'origin' | 'mirror',
  notAfter: EpochMs | undefined,
  at: EpochMs,
): Change {
  const days = notAfter === undefined ? null : certificateWarning(notAfter, at);
  if (notAfter === undefined || days === null || change.state.platforms[platform] === undefined)
    return change;
  return withActions(change, {
    kind: 'raise-task',
    key: `${platform}/task/certificate-${whose}-${days}-${notAfter}`,
    task: { kind: 'certificate-ends', whose, endsAt: notAfter, days },
    platform,
  });
}
