import type { Action } from '../../core/incident/action.ts';
import type { Channel, Delivery } from '../../core/notice/delivery.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { type Composer, composeMessages } from './compose-messages.ts';
import type { SendResult } from './ports.ts';
import { pumpChannel } from './pump-channel.ts';
import { CHANNELS, type SendPorts, type SendSettings } from './send-settings.ts';
import type { Carrier, Result } from './send-together.ts';
import { summariseDeliveries } from './summarise-deliveries.ts';

export type SendAction = Extract<Action, { kind: 'send-notice' }>;

/** How a run ended. */
export interface SendRun {
  /**
   * Of the whole notice. `pending` is 0 only when nothing is left on any channel; above it after an
   * abort, when patience ended, or while others are sending.
   */
  readonly deliveries: DeliverySummary;
  /** When this run's channels have something to send again; null when nothing is left to them. */
  readonly resumeAt: EpochMs | null;
}

/**
 * Send what a planned notice owes on the channels that there is a provider for, and say what came
 * of it.
 *
 * The ledger is the only memory: called again after a stop, a kill or a restart (`recover()`
 * first, once), it goes on where the ledger stops; called twice at once, each takes what the other
 * did not. Channels go side by side, so that one provider's failure does not hold up the other; a
 * failure of the ledger stops both. `onFirstAccepted` is called in each run that finds or makes an
 * accepted delivery, always with the first one's time: take it once.
 *
 * @throws PreauError of the ledger, when what was taken and not begun has been given back
 */
export async function sendNotice(
  ports: SendPorts,
  settings: SendSettings,
  action: SendAction,
  signal: AbortSignal,
): Promise<SendRun> {
  const { notice, content } = action;
  let firstTold = false;

  const told = async (results: readonly Result[]): Promise<void> => {
    if (!firstTold && results.some(({ outcome }) => outcome === 'accepted'))
      firstTold = await tellFirst();
    await settings.onProgress?.(await summariseDeliveries(ports.deliveries, notice));
  };
  const tellFirst = async (): Promise<boolean> => {
    const at = await ports.deliveries.firstAcceptedAt(notice);
    if (at === null) return false;
    await settings.onFirstAccepted?.(at);
    return true;
  };

  firstTold = await tellFirst();
  const failed = new AbortController();
  const pump = {
    notice,
    ports,
    settings,
    told,
    isCorrection: content.corrects !== undefined,
    signal: AbortSignal.any([signal, failed.signal]),
  };
  const composer = composeMessages(content, settings);
  const pumps = CHANNELS.flatMap((channel) => {
    const carrier = carrierOf(channel, ports, composer);
    return carrier === null ? [] : [pumpChannel({ ...pump, channel, carrier })];
  });
  for (const one of pumps) void one.catch(() => failed.abort());
  const ends = await Promise.allSettled(pumps);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const waits = ends.flatMap((end) =>
    end.status === 'fulfilled' && end.value !== null ? [end.value] : [],
  );
  return {
    deliveries: await summariseEnd(ports, notice),
    resumeAt: waits.length === 0 ? null : epochMs(Math.min(...waits)),
  };
}

/** @returns null when this run has no provider for the channel */
function carrierOf(
  channel: Channel,
  { mail, sms, clock }: SendPorts,
  composer: Composer,
): Carrier | null {
  if (channel === 'sms') {
    if (sms === undefined) return null;
    return oneByOne(async (delivery) => sms.send(await composer.sms(delivery, clock.now())));
  }
  if (mail === undefined) return null;
  const { bulk } = mail;
  if (bulk === undefined) return oneByOne((delivery) => mail.send(composer.mail(delivery)));
  return {
    most: bulk.most,
    carry: (call) => bulk.send(call.map((delivery) => composer.mail(delivery))),
  };
}

const oneByOne = (send: (delivery: Delivery) => Promise<SendResult>): Carrier => ({
  most: 1,
  carry: (call) => Promise.all(call.map(send)),
});

type Ledger = Pick<SendPorts, 'deliveries'>;

/**
 * Count, and be sure that nothing is left while others may be sending: a ledger that is counted part
 * by part can miss a delivery that goes from one state to another meanwhile. So what is planned is
 * looked for before and after: missed by all three looks it would have changed twice between them,
 * and what is put back is not taken again within that time ({@link GIVEN_BACK_MS}).
 */
async function summariseEnd(ledger: Ledger, notice: string): Promise<DeliverySummary> {
  const isPlanned = async () => (await ledger.deliveries.nextAt(notice)) !== null;
  const before = await isPlanned();
  const summary = await summariseDeliveries(ledger.deliveries, notice);
  if (summary.pending > 0 || !(before || (await isPlanned()))) return summary;
  return { ...summary, pending: 1 };
}
