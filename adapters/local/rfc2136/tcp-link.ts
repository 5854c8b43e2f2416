import { connect, type Socket } from 'node:net';
import { PreauError, type Said } from '../../../core/errors.ts';
import type { AuthorityServer } from '../dns-ask.ts';

/** A connection to a name server, for one message after the other. */
export interface TcpLink {
  /**
   * Send one message and wait for the next one that comes.
   *
   * @throws PreauError `dns-unreachable`, retryable; the link is of no more use then
   */
  exchange(message: Buffer): Promise<Buffer>;
  close(): void;
}

/** Chosen: a name server answers in milliseconds; one that syncs a large zone to disk in a second. */
const LONGEST = { connectMs: 3_000, answerMs: 5_000 } as const;

/**
 * Open a TCP connection to a name server. TCP alone: updates of any size pass, nobody off the path
 * can answer, and no lost datagram leaves it open whether an update was made.
 *
 * @throws PreauError `dns-unreachable`, retryable
 * @see https://www.rfc-editor.org/rfc/rfc7766
 */
export async function openTcpLink(
  server: AuthorityServer,
  longest: { readonly connectMs: number; readonly answerMs: number } = LONGEST,
): Promise<TcpLink> {
  const socket = connect({ host: server.address, port: server.port, noDelay: true });
  // What fails afterwards is told by the exchange that is under way.
  socket.on('error', () => undefined);
  const fail = (got: Got): PreauError => {
    socket.destroy();
    return unreachable(server, got);
  };
  await within(longest.connectMs, (resolve, reject) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('error', (error) => reject(plain(error.message)));
  }).catch((got: Got) => {
    throw fail(got);
  });
  return {
    close: () => socket.destroy(),
    exchange: (message) =>
      exchange(socket, message, longest.answerMs).catch((got: Got) => {
        throw fail(got);
      }),
  };
}

function exchange(socket: Socket, message: Buffer, longestMs: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const listening = new AbortController();
  return within<Buffer>(longestMs, (resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length < 2) return;
      // Two bytes of length bound what is ever kept. One question, one reply: more is no server's.
      const end = 2 + Buffer.concat(chunks.slice(0, 2)).readUInt16BE(0);
      if (length > end) reject({ got: 'more than one reply', said: { key: 'got.replies' } });
      else if (length === end) resolve(Buffer.concat(chunks).subarray(2));
    };
    const onError = (error: Error): void => reject(plain(error.message));
    const onClose = (): void => reject({ got: 'a closed connection', said: { key: 'got.hungUp' } });
    socket.on('data', onData).on('error', onError).on('close', onClose);
    listening.signal.addEventListener('abort', () =>
      socket.off('data', onData).off('error', onError).off('close', onClose),
    );
    if (socket.destroyed) return onClose();
    const prefix = Buffer.alloc(2);
    prefix.writeUInt16BE(message.length);
    socket.write(Buffer.concat([prefix, message]));
  }).finally(() => listening.abort());
}

/** What came instead, in a sentence, and the same in the languages of people. */
interface Got {
  readonly got: string;
  readonly said: Said | string;
}

/** What the system says. */
const plain = (got: string): Got => ({ got, said: got });

/** Rejects with {@link Got}. */
function within<Result>(
  longestMs: number,
  start: (resolve: (result: Result) => void, reject: (got: Got) => void) => void,
): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const timer = setTimeout(
    () =>
      reject({
        got: `nothing in ${longestMs} ms`,
        said: { key: 'got.silence', values: { ms: longestMs } },
      }),
    longestMs,
  );
  start(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}

const unreachable = ({ address, port }: AuthorityServer, { got, said }: Got): PreauError =>
  new PreauError(
    'dns-unreachable',
    `Expected the name server at ${address} port ${port} to answer by TCP, got ${got}: see whether it runs, and whether a firewall lets TCP through.`,
    { retryable: true, said: { key: 'update.silent', values: { address, port, got: said } } },
  );
