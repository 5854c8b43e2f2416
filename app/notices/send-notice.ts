import type { Action } from '../../core/incident/action.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import { composeMessages } from './compose-messages.ts';
import { pumpChannel } from './pump-channel.ts';
import type { Outcome } from './send-one.ts';
import type { SendPorts, SendSettings } from './send-settings.ts';

export type SendAction = Extract<Action, { kind: 'send-notice' }>;

/**
 * Send what a planned notice owes, and say what came of it.
 *
 * The ledger is the only memory: called again after a stop, a kill or a restart (`recover()`
 * first, once), it goes on where the ledger stops. Mail and SMS go side by side, so that one
 * provider's failure does not hold up the other. `onFirstAccepted` is called in each run that
 * finds or makes an accepted delivery, always with the first one's time: take it once.
 *
 * @returns with `pending` above zero only after an abort
 */
export async function sendNotice(
  ports: SendPorts,
  settings: SendSettings,
  action: SendAction,
  signal: AbortSignal,
): Promise<DeliverySummary> {
  const { notice, content } = action;
  const composer = composeMessages(content, settings);
  let firstTold = false;

  const told = async (outcomes: readonly Outcome[]): Promise<void> => {
    if (!firstTold && outcomes.includes('accepted')) firstTold = await tellFirst();
    await settings.onProgress?.(await summarise(ports, notice));
  };
  const tellFirst = async (): Promise<boolean> => {
    const at = await ports.deliveries.firstAcceptedAt(notice);
    if (at === null) return false;
    await settings.onFirstAccepted?.(at);
    return true;
  };

  firstTold = await tellFirst();
  const pump = { notice, ports, settings, composer, signal, told };
  await Promise.all([
    pumpChannel({ ...pump, channel: 'mail' }),
    pumpChannel({ ...pump, channel: 'sms' }),
  ]);
  return summarise(ports, notice);
}

async function summarise({ deliveries }: SendPorts, notice: string): Promise<DeliverySummary> {
  const counts = await deliveries.counts(notice);
  return {
    accepted: counts.accepted,
    failed: counts.rejected,
    unknown: counts.unknown,
    pending: counts.planned + counts.sending,
  };
}
