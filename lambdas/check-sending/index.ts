import { lookAtMail, lookAtSms } from '../../adapters/aws/doctor/check-sending.ts';
import { putAnswer } from '../await-checks/answer.ts';
import { createHandler } from './handler.ts';

/** For all questions together; the function has a minute. Chosen. */
const TIMEOUT_MS = 40_000;

export const handler = createHandler({
  look: async (needs) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return (await Promise.all([lookAtMail(needs, signal), lookAtSms(needs, signal)])).flat();
  },
  put: putAnswer(),
});
