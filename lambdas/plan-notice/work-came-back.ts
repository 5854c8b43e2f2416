import { type Told, tellOfBounces } from '../../app/notices/tell-of-bounces.ts';
import type { Ports } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { between, epochMs, minutes } from '../../core/units.ts';
import type { CameBackMessage } from '../messages.ts';
import type { RecordContext } from '../middleware/each-record.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import type { ActionNeeds } from '../work-action.ts';

export type CameBackNeeds = Pick<ActionNeeds, 'openEngine' | 'postpone'> & {
  readonly ports: Pick<Ports, 'deliveries' | 'clock'>;
};

/** While a store does not answer. Chosen. */
const SOON = minutes(1);

/**
 * See to the schools of a notice whose mails came back: told of at once, or when the round before is
 * long enough ago. The message is hidden until then, and comes again.
 *
 * @returns what `eachRecord` takes
 * @throws PreauError, retryable, when the message must come again
 */
export function workCameBack({ openEngine, postpone, ports }: CameBackNeeds) {
  const tell = async ({ cameBack: notice, at }: CameBackMessage): Promise<Told> =>
    tellOfBounces(ports, await openEngine(), { notice, at: epochMs(at) });
  return async (message: CameBackMessage, { record }: RecordContext): Promise<void> => {
    const { cameBack: notice } = message;
    const told = await tell(message).catch(async (error: unknown) => {
      if (error instanceof PreauError && error.retryable)
        await postpone(record.receiptHandle, SOON);
      throw error;
    });
    if (told.kind === 'done') {
      if (told.schools > 0) measure('SchoolsWithoutMail', told.schools);
      return log().info('mails came back', { notice, schools: told.schools });
    }
    await postpone(record.receiptHandle, Math.max(0, between(ports.clock.now(), told.at)));
    throw new PreauError(
      'action-unfinished',
      `Expected to tell of mails of ${notice} that came back, a round of it was just made. It is tried again.`,
      { retryable: true },
    );
  };
}
