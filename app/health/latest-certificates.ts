import type { Observation } from '../../core/watch/observation.ts';
import type { CertificateEnd } from './health-facts.ts';

/**
 * The certificates that observations show: of each platform's origin and mirror, the latest.
 *
 * @param made in order of time
 */
export const latestCertificates = (made: readonly Observation[]): readonly CertificateEnd[] => [
  ...new Map(
    made.flatMap(({ platform, target, certificateNotAfter: endsAt }) =>
      endsAt === undefined
        ? []
        : [[`${platform}/${target}`, { platform, whose: target, endsAt }] as const],
    ),
  ).values(),
];
