import type { CallLedger, CallsWaiting } from '../subscriptions/ports.ts';

/** What one webhook has not taken yet. */
export interface WaitingCalls extends CallsWaiting {
  readonly endpoint: string;
}

/**
 * What webhooks have not taken yet.
 *
 * @param endpoints by their configured names
 * @returns null where the ledger does not tell
 */
export async function waitingCalls(
  ledger: Pick<CallLedger, 'waiting'>,
  endpoints: readonly string[],
): Promise<readonly WaitingCalls[] | null> {
  try {
    return await Promise.all(
      endpoints.map(async (endpoint) => ({ endpoint, ...(await ledger.waiting(endpoint)) })),
    );
  } catch {
    return null;
  }
}
