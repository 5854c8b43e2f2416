import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { EndpointCheck } from '../../core/shelter/weighted-pair.ts';
import { type AnswerReader, answerReader, type ProbeResult } from './probe-answer.ts';
import { deadline } from './probe-deadline.ts';
import type { Turnstile } from './probe-turnstile.ts';

/** Hears how one question goes. Never called before `ask` has returned. */
export interface ProbeListener {
  /** Half of the budget is used. */
  readonly late: () => void;
  /** @param result null when a connection that had answered before closed without a word */
  readonly done: (result: ProbeResult | null) => void;
}

/** One connection to one address of an origin. */
export interface ProbeConnection {
  /**
   * Ask, one question at a time.
   *
   * @param keep whether a success leaves the connection open
   */
  ask(request: Buffer, keep: boolean, listener: ProbeListener): void;
  /** Whether it has answered and may be asked again. */
  readonly idle: () => boolean;
  destroy(): void;
}

/** What connections to one origin share. */
export interface ProbeSite {
  readonly check: EndpointCheck;
  /** For a whole question; connecting may take half of it. */
  readonly budgetMs: number;
  /** Sessions by address: to take one up again spares both sides most of a handshake. */
  readonly sessions: Map<string, Buffer>;
  /** Through which new connections begin. */
  readonly enter: Turnstile;
}

interface Asked {
  readonly listener: ProbeListener;
  readonly reader: AnswerReader;
  readonly keep: boolean;
  /** Whether anything has come back. */
  begun: boolean;
  cancel: () => void;
}

interface Line {
  readonly site: ProbeSite;
  readonly socket: Socket;
  readonly onClosed: () => void;
  state: 'connecting' | 'open' | 'closed';
  answered: boolean;
  asked: Asked | null;
  /** The rest of an answer that is known already. */
  draining: AnswerReader | null;
}

/**
 * Connect to an address of an origin: as Route 53 does, with SNI, and without verifying the
 * certificate, since a check asks whether the origin is there and not who it is.
 *
 * @param onClosed called once when the connection closes while nothing is asked on it, unless it was
 *   destroyed here
 */
export function openConnection(
  site: ProbeSite,
  address: string,
  onClosed: () => void,
): ProbeConnection {
  const socket = connectTo(site, address);
  const initial = { state: 'connecting', answered: false, asked: null, draining: null } as const;
  const line: Line = { site, socket, onClosed, ...initial };
  socket.once('connect', () => {
    if (line.state === 'connecting') line.state = 'open';
  });
  socket.on('data', (bytes) => take(line, bytes));
  socket.once('end', () => lose(line, CLOSED));
  socket.once('close', () => lose(line, CLOSED));
  socket.on('error', (error: NodeJS.ErrnoException) => lose(line, error.code ?? error.message));
  return {
    ask(request, keep, listener) {
      const cancel = deadline(site.budgetMs / 2, () => halfway(line));
      const reader = answerReader(site.check.expect);
      line.asked = { listener, reader, keep, begun: false, cancel };
      socket.write(request);
    },
    idle: () => line.state === 'open' && line.answered && !line.asked && !line.draining,
    destroy: () => destroy(line),
  };
}

const CLOSED = 'closed before the text was found';

function take(line: Line, bytes: Buffer): void {
  const { asked } = line;
  const reader = asked?.reader ?? line.draining;
  reader?.take(bytes);
  if (asked) {
    asked.begun = true;
    const result = asked.reader.result();
    if (result) settle(line, result);
  } else if (!reader || reader.state() === 'spent') destroy(line);
  if (line.draining?.state() === 'reusable') line.draining = null;
}

function settle(line: Line, result: ProbeResult | null): void {
  const { asked } = line;
  if (!asked) return;
  asked.cancel();
  line.asked = null;
  line.answered = true;
  const state = asked.reader.state();
  if (state === 'more') line.draining = asked.reader;
  if (!asked.keep || !result?.passed || state === 'spent') destroy(line);
  asked.listener.done(result);
}

function halfway(line: Line): void {
  const { asked, state, site } = line;
  const fail = (reason: string) => settle(line, { passed: false, reason });
  if (state === 'connecting') return fail(`not connected in ${site.budgetMs / 2} ms`);
  if (!asked) return;
  const half = site.budgetMs / 2;
  asked.cancel = deadline(half, () => fail(`no full answer in ${site.budgetMs} ms`));
  asked.listener.late();
}

function lose(line: Line, reason: string): void {
  const { asked, answered, draining, state } = line;
  if (state === 'closed') return;
  line.state = 'closed';
  line.socket.destroy();
  // A server may close a connection that has answered just as it is asked again.
  if (asked) settle(line, answered && !asked.begun ? null : { passed: false, reason });
  else if (!draining) line.onClosed();
}

function destroy(line: Line): void {
  line.state = 'closed';
  line.asked?.cancel();
  line.asked = null;
  line.socket.destroy();
}

/**
 * The first is what a key is made for ahead. OpenSSL 3.5 would make one against quantum computers too,
 * which doubles what a handshake costs here, and a check has nothing to hide.
 */
const CURVES = 'X25519:P-256:P-384:P-521';

let context: SecureContext | undefined;

function connectTo({ check, sessions }: ProbeSite, address: string): Socket {
  const to = { host: address, port: check.port, noDelay: true };
  if (check.kind === 'http') return connectTcp(to);
  // One for all: each of its own would read the authorities' certificates again.
  context ??= createSecureContext({ ecdhCurve: CURVES });
  const session = sessions.get(address);
  const socket = connectTls({
    ...to,
    secureContext: context,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    ...(session && { session }),
    ...(isIP(check.host) === 0 && { servername: check.host }),
  });
  socket.on('session', (latest: Buffer) => sessions.set(address, latest));
  return socket;
}
