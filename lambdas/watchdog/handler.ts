import middy from '@middy/core';
import { type HomeHealth, type TendNeeds, tendHome } from '../../app/watch/tend-home.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure, standard } from '../middleware/standard.ts';

/** The function that a schedule calls every five minutes: sees to what messages alone would lose. */
export function createHandler(needs: Omit<TendNeeds, 'onFailure'>) {
  return middy<unknown, HomeHealth>()
    .use(standard('watchdog'))
    .handler(async () => {
      const health = await tendHome({ ...needs, onFailure: logFailure });
      const { oldestOpenActionSec, roundAgeSec, deadLetters, relayedAgain } = health;
      if (oldestOpenActionSec !== null)
        measure('OldestOpenActionSec', oldestOpenActionSec, 'Seconds');
      if (roundAgeSec !== null) measure('RoundAgeSec', roundAgeSec, 'Seconds');
      if (deadLetters !== null) measure('DeadLetters', deadLetters);
      if (relayedAgain !== null) measure('ActionsRelayedAgain', relayedAgain);
      log().info(health.well ? 'all is well' : 'something stands still', { ...health });
      return health;
    });
}
