import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { PreauError } from '../../core/errors.ts';
import type { EpochMs } from '../../core/units.ts';
import { decodeHeader } from './decode-header.ts';
import type { MessageStore } from './message-store.ts';
import type { ReportBack } from './report-back.ts';
import type { SinkBehaviour } from './sink-behaviour.ts';

/** A notice is some 10 kB; more than this is not one. */
const MAIL_MOST_BYTES = 1_048_576;
const CONNECTIONS_MOST = 100;

export interface SinkDoor {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface SinkDoorOptions {
  readonly address: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly store: MessageStore;
  readonly now: () => EpochMs;
  readonly behaviour: () => SinkBehaviour;
  /** @default nothing comes back */
  readonly reportBack?: ReportBack;
}

/**
 * A mail server that delivers into the store and nowhere else.
 *
 * @throws PreauError `port-in-use`
 */
export async function startSmtpSink(options: SinkDoorOptions): Promise<SinkDoor> {
  const { address, port } = options;
  const server = new SMTPServer({
    banner: 'Preau rehearsal sink',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAIL_MOST_BYTES,
    maxClients: CONNECTIONS_MOST,
    closeTimeout: 200,
    logger: false,
    onData: (stream, session, callback) => {
      receive(stream, session, options).then(
        () => finish(server, session, options.behaviour(), callback),
        (error: unknown) => callback(refusal(552, String(error))),
      );
    },
  });
  // A client that vanishes in mid-sentence is its own affair; the next one is served.
  server.on('error', () => undefined);
  await listen(server, address, port);
  const bound = server.server.address() as AddressInfo;
  return {
    host: bound.address,
    port: bound.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: SMTPServer, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void =>
      reject(
        new PreauError(
          'port-in-use',
          `mail sink: expected port ${port} of ${address} to be free, got: ${cause.message}. Choose another, or 0 for any.`,
          { cause, said: { key: 'port.mailSink', values: { port, address, why: cause.message } } },
        ),
      );
    server.server.once('error', fail);
    server.listen(port, address, () => {
      server.server.off('error', fail);
      resolve();
    });
  });
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { store, now, behaviour, reportBack }: SinkDoorOptions,
): Promise<void> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAIL_MOST_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > MAIL_MOST_BYTES) throw new Error(`message larger than ${MAIL_MOST_BYTES} bytes`);
  if (behaviour() !== 'accept' && behaviour() !== 'drop-after-data') return;
  const raw = Buffer.concat(chunks);
  const messageId = decodeHeader(raw, 'Message-ID').slice(0, 998);
  const subject = decodeHeader(raw, 'Subject').slice(0, 998);
  const { mailFrom, rcptTo } = session.envelope;
  const returnPath = mailFrom === false ? '' : mailFrom.address;
  const [, shown] = /<([^<>\s]{1,254})>\s*$/u.exec(decodeHeader(raw, 'From')) ?? [];
  for (const { address: to } of rcptTo) {
    store.add({
      channel: 'mail',
      at: now(),
      from: shown ?? returnPath,
      to,
      messageId,
      subject,
      raw,
    });
    await reportBack?.({ from: returnPath, to, messageId });
  }
}

type Answer = (error?: Error | null, message?: string) => void;

function finish(
  server: SMTPServer,
  session: SMTPServerSession,
  behaviour: SinkBehaviour,
  answer: Answer,
): void {
  switch (behaviour) {
    case 'accept':
      return answer(null, 'OK kept by the rehearsal sink');
    case 'busy':
      return answer(refusal(421, 'too busy, come back later'));
    case 'later':
      return answer(refusal(451, 'try again later'));
    case 'refuse':
      return answer(refusal(550, 'no such mailbox'));
    case 'drop-after-data':
      return cut(server, session);
  }
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** Cut one client's line. smtp-server has no call for it, but keeps its connections in a set. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections as Set<{
    readonly id?: string;
    readonly _socket?: { destroy(): void };
  }>) {
    if (connection.id === session.id) connection._socket?.destroy();
  }
}
