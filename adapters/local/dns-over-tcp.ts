import { connect } from 'node:net';
import { afterDeadline } from './probe/after-deadline.ts';

interface TcpQuestion {
  readonly server: { readonly address: string; readonly port: number };
  /** The question's bytes, as they went by UDP: at most 65,535. */
  readonly query: Uint8Array;
  readonly timeoutMs: number;
  readonly sourceAddress?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Ask one question by TCP, for an answer that UDP cut off: the length in two bytes, then the message.
 *
 * @returns the first message that comes, at most 65,535 bytes, unread; null when none came whole in
 *   time, whatever the reason
 * @see https://www.rfc-editor.org/rfc/rfc7766#section-8
 */
export function askByTcp(question: TcpQuestion): Promise<Buffer | null> {
  const { server, query, timeoutMs, sourceAddress, signal } = question;
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(null);
    const socket = connect({
      host: server.address,
      port: server.port,
      ...(sourceAddress !== undefined && { localAddress: sourceAddress }),
    });
    const end = (message: Buffer | null): void => {
      callOff();
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(message);
    };
    const onAbort = (): void => end(null);
    signal?.addEventListener('abort', onAbort);
    const callOff = afterDeadline(timeoutMs, onAbort);
    const heard: Buffer[] = [];
    socket.on('error', onAbort);
    socket.once('close', onAbort);
    socket.once('connect', () => socket.write(framed(query)));
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes);
      const message = firstMessage(Buffer.concat(heard));
      if (message !== null) end(message);
    });
  });
}

function framed(query: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length);
  return Buffer.concat([length, query]);
}

/** Null while it is not whole. */
function firstMessage(bytes: Buffer): Buffer | null {
  if (bytes.length < 2) return null;
  const end = 2 + bytes.readUInt16BE(0);
  return bytes.length < end ? null : bytes.subarray(2, end);
}
