import type { BuildPlan } from '../../app/mirror/build-plan.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';

/**
 * What `preau mirror build` asks for by itself: the words, the day and the names of this platform.
 *
 * @throws PreauError `not-found` for a platform without a mirror here; `mirror-built-elsewhere`
 */
export function requestOf(
  config: Pick<Config, 'organisation' | 'pages' | 'platforms'>,
  platform: PlatformId,
  builtAt: EpochMs,
): BuildPlan['request'] {
  const found = config.platforms.find(({ id }) => id === platform);
  if (!found?.mirror?.cloudFront)
    throw new PreauError(
      'not-found',
      `Expected a platform whose mirror is kept here (cloudFront), got ${platform}. Deploy again when it is new.`,
    );
  if (found.mirror.built === 'elsewhere')
    throw new PreauError(
      'mirror-built-elsewhere',
      `Expected a mirror that is built here, got ${platform}, which a machine builds and publishes ("built: elsewhere"): a build here would replace its release. Deploy without "built" first.`,
    );
  const { language } = config.organisation;
  const timeZone = found.timeZone ?? config.organisation.timeZone;
  const ownHosts = [found.hostname, found.mirror.ownName];
  const statusPage = config.pages.url;
  return { platform, title: found.name, builtAt, language, timeZone, ownHosts, statusPage };
}
