import { connect, type Socket } from 'node:net';
import type { ProbeErrorKind, ProbeStage } from '../../../core/watch/observation.ts';
import { afterDeadline } from './after-deadline.ts';
import { isOwnFault } from './is-own-fault.ts';
import { ProbeStop } from './probe-stop.ts';

const KINDS: Readonly<Record<string, ProbeErrorKind>> = {
  ECONNREFUSED: 'tcp-refused',
  ECONNRESET: 'tcp-reset',
  EPIPE: 'tcp-reset',
  EHOSTUNREACH: 'tcp-unreachable',
  ENETUNREACH: 'tcp-unreachable',
  ETIMEDOUT: 'tcp-timeout',
};

interface TcpOptions {
  readonly sourceAddress?: string | undefined;
  readonly timeoutMs: number;
  /** Gives the connection up while it is being opened. */
  readonly signal?: AbortSignal;
}

/**
 * Open a TCP connection from the vantage's source address.
 *
 * @throws ProbeStop with the stage `tcp`; `vantage` where this machine has no socket to look by
 */
export function openTcp(address: string, port: number, options: TcpOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { sourceAddress, signal } = options;
    const socket = connect({
      host: address,
      port,
      ...(sourceAddress === undefined ? {} : { localAddress: sourceAddress }),
    });
    const fail = (kind: ProbeErrorKind, detail: string, stage: ProbeStage = 'tcp'): void => {
      callOff();
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      reject(new ProbeStop({ stage, kind, detail }));
    };
    const callOff = afterDeadline(options.timeoutMs, () =>
      fail('tcp-timeout', `no connection in ${Math.round(options.timeoutMs)} ms`),
    );
    const onAbort = (): void => fail('tcp-timeout', 'given up: another address answered');
    signal?.addEventListener('abort', onAbort);
    const onError = (error: NodeJS.ErrnoException): void => {
      const said = error.code ?? error.message;
      if (isOwnFault(error, address)) return fail('vantage-silent', said, 'vantage');
      fail(KINDS[error.code ?? ''] ?? 'tcp-unreachable', said);
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      callOff();
      signal?.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      // An error between two stages belongs to the next one, which listens by then.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
