import { isWebAddress } from '../core/mirror/web-address.ts';
import type { Finding } from './problem.ts';
import type { Config } from './schema.ts';

/**
 * Lessons of a web site that does not stand under the platform's own name: right as it stands, but
 * other addresses than the platform's, and another origin than the one that is probed.
 */
export const webLessonsElsewhere = ({ platforms }: Config): readonly Finding[] =>
  platforms.flatMap(({ hostname, mirror }, index) =>
    mirror === undefined || !isWebAddress(mirror.lessons) || isOwn(mirror.lessons, hostname)
      ? []
      : [
          {
            code: 'web-lessons-elsewhere',
            path: ['platforms', index, 'mirror', 'lessons'],
            values: { hostname },
          } as const,
        ],
  );

const isOwn = (url: string, hostname: string): boolean => new URL(url).hostname === hostname;
