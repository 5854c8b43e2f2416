import type { MirrorTarget, Platform } from '../core/platform.ts';
import type { Config } from './schema.ts';
import type { MirrorConfig, PlatformConfig } from './schema-platform.ts';

/** The platforms as the core knows them: without the folders, logs and metrics that evidence is read from. */
export function platformsOf(config: Config): readonly Platform[] {
  return config.platforms.map(platformOf);
}

function platformOf(platform: PlatformConfig): Platform {
  const { origin, mirror, accessLog: _accessLog, aws: _aws, ...rest } = platform;
  const { slow, ...asked } = origin;
  return {
    ...rest,
    origin: { ...asked, slowMs: slow },
    ...(mirror && { mirror: mirrorOf(mirror) }),
  };
}

function mirrorOf({
  lessons: _lessons,
  recipe: _recipe,
  cloudFront: _cloudFront,
  built: _built,
  every: _every,
  publish: _publish,
  maxAge,
  ...mirror
}: MirrorConfig): MirrorTarget {
  return { ...mirror, maxAgeMs: maxAge };
}
