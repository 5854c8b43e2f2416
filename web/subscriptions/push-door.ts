import type { Browsers } from '../../app/subscriptions/push-ports.ts';
import type { Config } from '../../config/schema.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import type { PushDoor } from './answer-push.ts';

export interface PushSettings {
  readonly pages: Pick<Config['pages'], 'url'>;
  readonly push: NonNullable<Config['pages']['push']>;
}

/** The door of a home: the hosts that its page is read at, and the platforms that are shown there. */
export function pushDoor(
  { pages, push }: PushSettings,
  { platforms }: Pick<Policy, 'platforms'>,
  browsers: Pick<Browsers, 'join' | 'leave'>,
  now: () => EpochMs,
): PushDoor {
  return {
    origins: [pages.url, ...push.origins].map((one) => new URL(one).origin),
    platforms: platforms.filter(({ mirror }) => mirror).map(({ id }) => id),
    join: (subscription) => browsers.join(subscription, now()),
    leave: (endpoint) => browsers.leave(endpoint),
  };
}
