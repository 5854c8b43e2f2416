import middy from '@middy/core';
import type { HealthFacts } from '../../app/health/health-facts.ts';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import { judgeHealth } from '../../app/health/judge-health.ts';
import { judgeWithoutState } from '../../app/health/judge-without-state.ts';
import { watchdogFacts } from '../../app/health/watchdog-facts.ts';
import { type HomeHealth, type TendNeeds, tendHome } from '../../app/watch/tend-home.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure, standard } from '../middleware/standard.ts';
import { measureHealth } from './measure-health.ts';

export type WatchdogNeeds = Omit<TendNeeds, 'onFailure'> & {
  /** What the rules and the journal say of the home. */
  readonly look: () => Promise<
    Pick<HealthFacts, 'intervalMs' | 'vantages' | 'mirrored' | 'state' | 'webhooks'>
  >;
};

const UNREAD = { vantages: 0, mirrored: [], state: { platforms: {}, notices: {}, tasks: {} } };

/** The function that a schedule calls every five minutes: sees to what messages alone would lose. */
export function createHandler({ look, beat, ...needs }: WatchdogNeeds) {
  return middy<unknown, HomeHealth>()
    .use(standard('watchdog'))
    .handler(async () => {
      let missed = beat === undefined ? 0 : 1;
      const health = await tendHome({
        ...needs,
        ...(beat && {
          beat: async () => {
            await beat();
            missed = 0;
          },
        }),
        onFailure: logFailure,
      });
      if (health.relayedAgain !== null) measure('ActionsRelayedAgain', health.relayedAgain);
      measure('HeartbeatsMissed', missed);
      const picture = await pictureOf(health);
      measureHealth(picture);
      // For who reads the log: one metric a platform would cost more than it tells.
      const shares = picture.shares.filter(({ share }) => share > 0);
      const { notices } = picture;
      log().info(health.well ? 'all is well' : 'something stands still', {
        ...health,
        shares,
        notices,
      });
      return health;
    });

  async function pictureOf(health: HomeHealth): Promise<HealthPicture> {
    const now = needs.ports.clock.now();
    try {
      return judgeHealth(watchdogFacts(health, await look(), now));
    } catch (error) {
      logFailure(error);
      const { intervalMs } = needs;
      return judgeWithoutState(watchdogFacts(health, { ...UNREAD, intervalMs }, now));
    }
  }
}
