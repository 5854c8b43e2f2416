import middy from '@middy/core';
import type { SendingNeeds } from '../../adapters/aws/doctor/check-sending.ts';
import type { Finding } from '../../adapters/aws/doctor/finding.ts';
import { acceptedId, wasAccepted } from '../await-checks/accepted.ts';
import { answerTo, type PutAnswer, type Verdict } from '../await-checks/answer.ts';
import { readAnswerable } from '../await-checks/read-request.ts';
import { log } from '../middleware/logger.ts';
import { logFailure, standard } from '../middleware/standard.ts';
import { readNeeds, readSendingRequest } from './read-request.ts';
import { wordFault } from './word-fault.ts';

export interface CheckSendingNeeds {
  /** Looks at the account; rejects when it cannot. */
  readonly look: (needs: SendingNeeds) => Promise<readonly Finding[]>;
  readonly put: PutAnswer;
}

/**
 * The custom resource before the ledgers of the home: it goes on once the account may write to people
 * for as much as an incident costs, and refuses with the reason otherwise. So a sandbox or a spending
 * limit stops a deployment, loudly, and not the first incident.
 *
 * Whatever happens, CloudFormation is answered: without an answer it waits for its own limit.
 */
export function createHandler({ look, put }: CheckSendingNeeds) {
  return middy()
    .use(standard('check-sending'))
    .handler(async (event: unknown) => {
      const asker = readAnswerable(event);
      const verdict = await verdictOn(event, asker.PhysicalResourceId ?? 'accepted-none', look);
      if (verdict.refusal !== undefined) log().warn(verdict.refusal);
      await put(asker.ResponseURL, answerTo(asker, verdict));
    });
}

type Look = CheckSendingNeeds['look'];

async function verdictOn(event: unknown, physicalId: string, look: Look): Promise<Verdict> {
  try {
    return await judge(event, physicalId, look);
  } catch (error) {
    logFailure(error);
    const refusal = `The account could not be asked whether it may send: ${String(error)}. Deploy again.`;
    return { physicalId, refusal };
  }
}

async function judge(event: unknown, physicalId: string, look: Look): Promise<Verdict> {
  const request = readSendingRequest(event);
  if (request.RequestType === 'Delete') return { physicalId };
  const wanted = request.ResourceProperties;
  const isUpdate = request.RequestType === 'Update';
  // A rollback asks for what was accepted before, and must succeed.
  if (isUpdate && wasAccepted(wanted, physicalId)) return { physicalId: acceptedId(wanted) };
  const found = await look(readNeeds(wanted.needs));
  const faults = found.filter(({ state }) => state === 'fail').map(wordFault);
  if (faults.length === 0) return { physicalId: acceptedId(wanted, isUpdate ? physicalId : null) };
  const refusal = `Expected an account that may write to schools. ${faults.join('. ')}. Or set aws.trial: true, to deploy without telling anybody.`;
  return { physicalId, refusal };
}
