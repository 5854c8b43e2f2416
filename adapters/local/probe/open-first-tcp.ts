import type { Socket } from 'node:net';
import { isIPv6 } from 'node:net';
import type { ProbeFailure } from '../../../core/watch/observation.ts';
import type { TriedAddress } from '../../../core/watch/probe-record.ts';
import { afterDeadline } from './after-deadline.ts';
import { openTcp } from './open-tcp.ts';
import { ProbeStop } from './probe-stop.ts';

/** The address that took a connection, and those before it that did not. */
export interface FirstConnection {
  readonly socket: Socket;
  readonly address: string;
  readonly tried: readonly TriedAddress[];
}

interface OpenOptions {
  readonly sourceAddress?: string | undefined;
  readonly timeoutMs: number;
}

/**
 * Connect to the first of a name's addresses that takes a connection, as browsers do: the next one
 * is tried when one has failed, or has been silent for its part of the time, and a silent one may
 * still win until the time is up. Half of the time goes to waiting for others before the last.
 *
 * @param addresses never empty, in the order of trying
 * @throws ProbeStop with the stage `tcp` when all failed: the first one's failure, with what each
 *   said; `vantage` where this machine has no socket to look by
 * @see https://www.rfc-editor.org/rfc/rfc8305#section-5 whose 250 ms between two is for people who
 *   wait; a platform that is slow should not be met by more connections than it has visitors
 */
export async function openFirstTcp(
  addresses: readonly string[],
  port: number,
  { sourceAddress, timeoutMs }: OpenOptions,
): Promise<FirstConnection> {
  const targets = fromSource(addresses, sourceAddress);
  const until = performance.now() + timeoutMs;
  const patienceMs = timeoutMs / (2 * targets.length);
  const ending = new AbortController();
  const failures = new Map<string, ProbeFailure>();
  const attempts: Promise<{ socket: Socket; address: string }>[] = [];
  const attempt = async (address: string): Promise<{ socket: Socket; address: string }> => {
    const leftMs = Math.max(1, until - performance.now());
    const options = { sourceAddress, timeoutMs: leftMs, signal: ending.signal };
    try {
      return { socket: await openTcp(address, port, options), address };
    } catch (error) {
      if (error instanceof ProbeStop && !ending.signal.aborted)
        failures.set(address, error.failure);
      throw error;
    }
  };
  try {
    for (const address of targets) {
      const latest = attempt(address);
      latest.catch(() => undefined);
      attempts.push(latest);
      if (attempts.length === targets.length) break;
      // The first that wins ends the loop; the newest one's failure or silence lets the next begin.
      const won = await Promise.race([Promise.any(attempts), nextTurn(latest, patienceMs)]).catch(
        () => undefined,
      );
      if (won !== undefined) break;
    }
    const { socket, address } = await Promise.any(attempts);
    // Another that has connected in the same instant is nobody's.
    for (const one of attempts)
      one.then((other) => other.socket !== socket && other.socket.destroy()).catch(() => undefined);
    return {
      socket,
      address,
      tried: triedOf(failures, targets.slice(0, attempts.length), address),
    };
  } catch {
    throw stopOf(failures, targets);
  } finally {
    ending.abort();
  }
}

/** Resolves to nothing when `attempt` has failed, or has been silent for `patienceMs`. */
function nextTurn(attempt: Promise<unknown>, patienceMs: number): Promise<undefined> {
  return new Promise((resolve) => {
    const callOff = afterDeadline(patienceMs, () => resolve(undefined));
    attempt.then(callOff, () => {
      callOff();
      resolve(undefined);
    });
  });
}

/** From an IPv4 address only IPv4 can be reached, and so with IPv6; all, when none is of its kind. */
function fromSource(
  addresses: readonly string[],
  sourceAddress: string | undefined,
): readonly string[] {
  if (sourceAddress === undefined) return addresses;
  const same = addresses.filter((address) => isIPv6(address) === isIPv6(sourceAddress));
  return same.length > 0 ? same : addresses;
}

/** Whoever had not answered when another won is told as silent. */
const triedOf = (
  failures: ReadonlyMap<string, ProbeFailure>,
  begun: readonly string[],
  winner: string,
): readonly TriedAddress[] =>
  begun
    .filter((address) => address !== winner)
    .map((address) => ({ address, failure: failures.get(address)?.kind ?? 'tcp-timeout' }));

function stopOf(
  failures: ReadonlyMap<string, ProbeFailure>,
  targets: readonly string[],
): ProbeStop {
  const said = targets.flatMap((address) => {
    const failure = failures.get(address);
    return failure === undefined ? [] : [{ address, failure }];
  });
  // An address that this machine could not try may be the one that answers.
  const first = said.find(({ failure: { stage } }) => stage === 'vantage') ?? said[0];
  const failure = first?.failure ?? { stage: 'tcp', kind: 'tcp-timeout', detail: 'no connection' };
  if (targets.length === 1) return new ProbeStop(failure);
  const detail = said.map(({ address, failure: { detail } }) => `${address} ${detail}`).join(', ');
  const tried = said.map(({ address, failure: { kind } }) => ({ address, failure: kind }));
  return new ProbeStop({ ...failure, detail }, { tried });
}
