import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { SendPorts } from '../app/notices/send-settings.ts';
import type { Unfinished } from '../app/perform/carry-out.ts';
import { performSend, type PerformSendSettings } from '../app/perform/perform-send.ts';
import type { Send } from '../app/perform/relay-action.ts';
import type { BulkMail, Mail, SendResult } from '../app/notices/ports.ts';
import { PreauError } from '../core/errors.ts';
import { after, type EpochMs, minutes, seconds } from '../core/units.ts';
import { type ActionMessage, readActionMessage } from './messages.ts';
import { eachRecord, type RecordContext } from './middleware/each-record.ts';
import { log } from './middleware/logger.ts';
import { measure } from './middleware/metrics.ts';
import { logFailure, standard } from './middleware/standard.ts';
import { type ActionNeeds, type Interrupted, workAction } from './work-action.ts';

export type SendChannelNeeds = Omit<ActionNeeds, 'perform' | 'resume'> & {
  /** With the provider of one channel. */
  readonly ports: SendPorts;
  readonly settings: () => Promise<PerformSendSettings>;
  /** Puts a message in this function's own queue. */
  readonly queue: Send;
};

/**
 * What failed beside the messages themselves, which the ledger settles one by one: the ledger, a
 * secret, a bug. It is never given up: the action is both channels', and to close it for one would
 * leave unsent what the other still owes (P3). An action that stands still has an alarm.
 */
function goOnLater(error: unknown, now: EpochMs): Unfinished {
  logFailure(error);
  const isPassing = error instanceof PreauError && error.retryable;
  return { kind: 'unfinished', resumeAt: after(now, isPassing ? FAILED_WAIT : BROKEN_WAIT) };
}

/** After a failure that may pass, and after one that somebody must mend. Chosen. */
const FAILED_WAIT = minutes(1);
const BROKEN_WAIT = minutes(10);

/** For answers of providers that are awaited, 10 s each, and to write down what they were. Chosen. */
const WIND_DOWN_MS = seconds(20);

/** A function that waits is paid for; a message that waits is not. Chosen. */
const PATIENCE = minutes(1);

/** The least; and the most that SQS holds a message back. */
const DELAY_SEC = { min: 1, max: 900 } as const;

/**
 * The functions behind the queues of mail and of SMS: each sends what a notice owes on its channel.
 *
 * **Time.** A notice outlasts an invocation when its recipients are many, asleep, or behind a
 * provider that is down. The run then stops in time, gives back what it took and did not try, and
 * posts itself a new message for the instant at which there is something to do; the old one is done.
 * So a message is received again, and nears the dead letters, only by failures. Whatever message is
 * lost, the watchdog tells of the action again; those that it sends (`again`) live for one
 * invocation and post none, or each quarter of an hour would have more of them.
 *
 * **Twice.** The ledger of deliveries is what makes a second message, a second worker or a second
 * life harmless: each delivery is marked, on a condition, before it is tried. A record of messages
 * seen would know less: it could not tell a notice that is half sent from one that is done.
 */
export function createSendHandler(service: 'send-mail' | 'send-sms', needs: SendChannelNeeds) {
  const perform: ActionNeeds['perform'] = (engine, signal) => async (action) => {
    if (action.kind !== 'send-notice')
      throw new PreauError('request-malformed', `Expected a notice to send, got ${action.key}.`);
    const send = async () => {
      const read = await needs.settings();
      const settings = { ...read, patienceMs: PATIENCE, onProvider: tellOfProvider };
      return performSend(counted(needs.ports), engine, settings, action, signal);
    };
    return send().catch((error: unknown) => goOnLater(error, needs.ports.clock.now()));
  };
  const resume = (message: ActionMessage, outcome: Interrupted) =>
    postpone(needs, message, outcome);
  const work = workAction({ ...needs, perform, resume });
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard(service))
    .handler(
      eachRecord(
        readActionMessage,
        (message, context) => windingDown(context, (early) => work(message, early)),
        (receiptHandle) => needs.postpone(receiptHandle, 0),
      ),
    );
}

/** Its signal aborts early enough for what is in flight to end, and to be written down. */
async function windingDown(
  context: RecordContext,
  work: (context: RecordContext) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const left = () => Math.max(0, context.remainingMs() - WIND_DOWN_MS);
  if (left() === 0) ending.abort();
  const timer = setTimeout(() => ending.abort(), left());
  try {
    await work({ ...context, signal: ending.signal, remainingMs: left });
  } finally {
    clearTimeout(timer);
  }
}

async function postpone(
  { queue, ports: { clock } }: SendChannelNeeds,
  { seq, key, again }: ActionMessage,
  outcome: Interrupted,
): Promise<void> {
  const at = outcome.kind === 'stopped' ? clock.now() : outcome.resumeAt;
  if (at === null) return log().info('nothing left here; others finish it');
  if (again) return log().info('not finished; the watchdog looks again');
  const waitSec = Math.ceil((at - clock.now()) / seconds(1));
  const delaySec = Math.min(DELAY_SEC.max, Math.max(DELAY_SEC.min, waitSec));
  await queue({ seq, key }, { delaySec });
  log().info('goes on later', { delaySec });
}

function tellOfProvider(channel: string, up: boolean, detail: string): void {
  if (up) return log().info('The provider takes messages again', { channel });
  measure('ProviderDown', 1);
  log().warn('The provider takes no messages', { channel, detail });
}

/** Its answers are counted, by kind: `MailAccepted`, `SmsUnknown`. */
function counted({ mail, sms, ...ports }: SendPorts): SendPorts {
  return {
    ...ports,
    ...(mail && { mail: countedMail(mail) }),
    ...(sms && { sms: { send: async (message) => count('Sms', await sms.send(message)) } }),
  };
}

const countedMail = (mail: Mail): Mail => ({
  send: async (message) => count('Mail', await mail.send(message)),
  ...(mail.bulk && { bulk: countedBulk(mail.bulk) }),
});

const countedBulk = (bulk: BulkMail): BulkMail => ({
  most: bulk.most,
  send: async (messages) => (await bulk.send(messages)).map((result) => count('Mail', result)),
});

function count(name: 'Mail' | 'Sms', result: SendResult): SendResult {
  measure(`${name}${result.kind.charAt(0).toUpperCase()}${result.kind.slice(1)}`, 1);
  return result;
}
