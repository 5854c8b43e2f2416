import type { Socket } from 'node:net';
import type { EndpointCheck } from '../../core/shelter/weighted-pair.ts';
import {
  type AnswerReading,
  answerReading,
  type ProbeResult,
  resultOf,
  stateOf,
  takeAnswer,
} from './probe-answer.ts';
import { deadline } from './probe-deadline.ts';
import { probeFault } from './probe-fault.ts';
import { openSocket } from './probe-socket.ts';
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
  /**
   * Sessions by address: to take one up again spares both sides most of a handshake. One that led to
   * nothing is forgotten: a server that refuses it would be down for ever. Null = none are taken up.
   */
  readonly sessions: Map<string, Buffer> | null;
  /** Through which new connections begin. */
  readonly enter: Turnstile;
}

interface Asked {
  readonly listener: ProbeListener;
  readonly reading: AnswerReading;
  readonly keep: boolean;
  /** Whether anything has come back. */
  begun: boolean;
  cancel: () => void;
}

interface Line {
  readonly site: ProbeSite;
  readonly address: string;
  readonly socket: Socket;
  readonly onClosed: () => void;
  state: 'connecting' | 'open' | 'closed';
  answered: boolean;
  asked: Asked | null;
  /** The rest of an answer that is known already. */
  draining: AnswerReading | null;
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
  const wanted = Buffer.from(site.check.expect);
  const socket = openSocket(site, address, (bytes) => take(line, bytes));
  const initial = { state: 'connecting', answered: false, asked: null, draining: null } as const;
  const line: Line = { site, address, socket, onClosed, ...initial };
  socket.once('connect', () => {
    if (line.state === 'connecting') line.state = 'open';
  });
  socket.once('end', () => lose(line, CLOSED));
  socket.once('close', () => lose(line, CLOSED));
  socket.on('error', (error) => lose(line, probeFault(error, address)));
  return {
    ask(request, keep, listener) {
      const cancel = deadline(site.budgetMs / 2, () => halfway(line));
      line.asked = { listener, reading: answerReading(wanted), keep, begun: false, cancel };
      socket.write(request);
    },
    idle: () => line.state === 'open' && line.answered && !line.asked && !line.draining,
    destroy: () => destroy(line),
  };
}

const CLOSED: ProbeResult = { passed: false, reason: 'closed before the text was found' };

function take(line: Line, bytes: Buffer): void {
  const { asked } = line;
  const reading = asked?.reading ?? line.draining;
  if (reading) takeAnswer(reading, bytes);
  if (asked) {
    asked.begun = true;
    const result = resultOf(asked.reading);
    if (result) settle(line, result);
  } else if (!reading || stateOf(reading) === 'spent') destroy(line);
  if (line.draining && stateOf(line.draining) === 'reusable') line.draining = null;
}

function settle(line: Line, result: ProbeResult | null): void {
  const { asked } = line;
  if (!asked) return;
  asked.cancel();
  line.asked = null;
  if (!line.answered && !result?.passed) line.site.sessions?.delete(line.address);
  line.answered = true;
  const state = stateOf(asked.reading);
  if (state === 'more') line.draining = asked.reading;
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

function lose(line: Line, fault: ProbeResult): void {
  const { asked, answered, draining, state } = line;
  if (state === 'closed') return;
  line.state = 'closed';
  line.socket.destroy();
  // A server may close a connection that has answered just as it is asked again.
  if (asked) settle(line, answered && !asked.begun ? null : fault);
  else if (!draining) line.onClosed();
}

function destroy(line: Line): void {
  line.state = 'closed';
  line.asked?.cancel();
  line.asked = null;
  line.socket.destroy();
}
