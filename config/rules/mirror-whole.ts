import type { Finding } from '../problem.ts';
import type { MirrorConfig } from '../schema-platform.ts';
import type { Readable, ReadablePlatform, Rule } from './rule.ts';

/**
 * A mirror is either at another hoster, with addresses, or Préau's own behind CloudFront, which has
 * none of its own, needs the bucket, and shelters nothing that runs on Amazon's machines.
 */
export const mirrorWhole: Rule = (config) =>
  config.platforms.flatMap((platform, index): readonly Finding[] => {
    const { mirror } = platform;
    if (mirror?.cloudFront === true) return ofCloudFront(config, platform, index);
    return mirror?.cloudFront === false ? atAnotherHoster(mirror, index) : [];
  });

/** No function builds such a mirror, wherever it is built. */
function atAnotherHoster(
  { addresses, built }: Partial<MirrorConfig>,
  index: number,
): readonly Finding[] {
  const path = ['platforms', index, 'mirror'];
  const findings: Finding[] = [];
  if (addresses?.length === 0)
    findings.push({ code: 'mirror-lacks-addresses', path: [...path, 'addresses'] });
  if (built === 'elsewhere')
    findings.push({ code: 'built-elsewhere-alone', path: [...path, 'built'] });
  return findings;
}

function ofCloudFront(
  { hosters, given }: Readable,
  { hoster, mirror }: ReadablePlatform,
  index: number,
): readonly Finding[] {
  const path = ['platforms', index, 'mirror', 'cloudFront'];
  if (!given(['aws'])) return [{ code: 'cloud-front-without-aws', path }];
  const findings: Finding[] = [];
  if (!given(['aws', 'mirrors'])) findings.push({ code: 'cloud-front-without-mirrors', path });
  if (mirror?.addresses !== undefined && mirror.addresses.length > 0)
    findings.push({
      code: 'cloud-front-has-addresses',
      path: ['platforms', index, 'mirror', 'addresses'],
    });
  if (hosters.some(({ id, aws }) => id !== undefined && id === hoster && aws === true))
    findings.push({ code: 'cloud-front-shelters-aws', path, values: { hoster: hoster ?? '' } });
  return findings;
}
