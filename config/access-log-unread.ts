import type { Finding } from './problem.ts';
import type { Config } from './schema.ts';

/**
 * An access log that a home on AWS is given: right as it stands, but no function reads it. Evidence that
 * is counted on and never comes is worse than none.
 *
 * @returns one finding a platform that names one; none of a home on one machine
 */
export const accessLogUnread = ({ aws, platforms }: Config): readonly Finding[] =>
  aws === undefined
    ? []
    : platforms.flatMap(({ id, accessLog }, index) =>
        accessLog === undefined
          ? []
          : [
              {
                code: 'access-log-unread',
                path: ['platforms', index, 'accessLog'],
                values: { id },
                got: accessLog,
              } as const,
            ],
      );
