import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loopbackOnly } from '../../adapters/local/loopback-guard.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import {
  type ListedMessage,
  type MessageQuery,
  openMessageStore,
  type SinkCounts,
} from './message-store.ts';
import { type OpenedMessage, openMessage } from './open-message.ts';
import { reportBackTo } from './report-back.ts';
import type { SinkBehaviour } from './sink-behaviour.ts';
import { SENDSMS_PATH, SENDSMS_QUERY, startSmsSink } from './sms-sink.ts';
import { type SinkDoor, startSmtpSink } from './smtp-sink.ts';

export interface SinkOptions {
  readonly dataFolder: string;
  /** A loopback address: nothing else is listened on. */
  readonly address: string;
  /** @default 0, any free port */
  readonly smtpPort?: number;
  /** @default 0, any free port */
  readonly smsPort?: number;
  /** A Maildir in which some mails come back. @default none does */
  readonly bounceFolder?: string;
  /** When a message came, for the inbox. @default the machine's clock */
  readonly now?: () => EpochMs;
}

/** Where a rehearsal's messages end: a mail server and an SMS gateway that keep everything. */
export interface Sinks {
  readonly smtp: { readonly host: string; readonly port: number };
  readonly sms: {
    readonly host: string;
    readonly port: number;
    /** For `createGatewaySms({ url })`. */
    readonly urlTemplate: string;
  };
  /** Newest first. */
  listMessages(query: MessageQuery): readonly ListedMessage[];
  getMessage(id: number): Promise<OpenedMessage | null>;
  counts(): SinkCounts;
  /** Play a provider's bad day, until told otherwise. */
  behave(channel: 'mail' | 'sms', behaviour: SinkBehaviour): void;
  close(): Promise<void>;
}

/**
 * Start both sinks over one store, `sinks.sqlite` in the data folder.
 *
 * @throws PreauError `off-loopback` when the address is not loopback, `port-in-use` when a port is
 *   taken
 */
export async function startSinks(options: SinkOptions): Promise<Sinks> {
  const { address, dataFolder } = options;
  loopbackOnly(address);
  mkdirSync(dataFolder, { recursive: true });
  const store = openMessageStore(join(dataFolder, 'sinks.sqlite'));
  const behaviours: { mail: SinkBehaviour; sms: SinkBehaviour } = { mail: 'accept', sms: 'accept' };
  const now = options.now ?? (() => epochMs(Date.now()));
  const common = { address, store, now };
  const doors = await Promise.allSettled([
    startSmtpSink({
      ...common,
      port: options.smtpPort ?? 0,
      behaviour: () => behaviours.mail,
      ...(options.bounceFolder && { reportBack: reportBackTo(options.bounceFolder) }),
    }),
    startSmsSink({ ...common, port: options.smsPort ?? 0, behaviour: () => behaviours.sms }),
  ]);
  const [smtp, sms] = await bothOrNone(doors, () => store.close());
  const authority = `${sms.host.includes(':') ? `[${sms.host}]` : sms.host}:${sms.port}`;

  return {
    smtp: { host: smtp.host, port: smtp.port },
    sms: {
      host: sms.host,
      port: sms.port,
      urlTemplate: `http://${authority}${SENDSMS_PATH}?${SENDSMS_QUERY}`,
    },
    listMessages: (query) => store.list(query),
    getMessage: async (id) => {
      const found = store.get(id);
      return found === null ? null : openMessage(found.listed, found.raw);
    },
    counts: () => store.counts(),
    behave: (channel, behaviour) => {
      behaviours[channel] = behaviour;
    },
    close: async () => {
      await Promise.all([smtp.close(), sms.close()]);
      store.close();
    },
  };
}

/** One door alone is of no use, and left open it would keep its process alive. */
async function bothOrNone(
  doors: readonly [PromiseSettledResult<SinkDoor>, PromiseSettledResult<SinkDoor>],
  close: () => void,
): Promise<readonly [SinkDoor, SinkDoor]> {
  const [smtp, sms] = doors;
  if (smtp.status === 'fulfilled' && sms.status === 'fulfilled') return [smtp.value, sms.value];
  for (const door of doors) if (door.status === 'fulfilled') await door.value.close();
  close();
  throw doors.find((door) => door.status === 'rejected')?.reason;
}
