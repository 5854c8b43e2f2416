import { isIPv6 } from 'node:net';
import type { EndpointCheck } from '../../core/shelter/weighted-pair.ts';
import type { ProbeResult } from './probe-answer.ts';
import {
  openConnection,
  type ProbeConnection,
  type ProbeListener,
  type ProbeSite,
} from './probe-connection.ts';
import type { Turnstile } from './probe-turnstile.ts';

/** A check by new connections that is under way. */
export interface FreshProbe {
  /** The connection that answered, when it may be asked again. */
  readonly kept: () => ProbeConnection | null;
  /** Give up: nobody is told. */
  cancel(): void;
}

/**
 * Check an origin by new connections to all of its addresses at once: one that answers is enough, and
 * the others are then given up.
 *
 * @param keep whether the connection that answered stays open
 * @param onClosed as openConnection has it, for the connection that is kept
 */
export function probeAnew(
  site: ProbeSite,
  keep: boolean,
  listener: ProbeListener,
  onClosed: () => void = () => {},
): FreshProbe {
  const { check } = site;
  const request = requestOf(check, keep);
  const connections = check.addresses.map((address) => openConnection(site, address, onClosed));
  let waiting = connections.length;
  let toldLate = false;
  let fault: ProbeResult | null = null;
  let kept: ProbeConnection | null = null;
  for (const connection of connections) {
    connection.ask(request, keep, {
      late() {
        if (!toldLate) listener.late();
        toldLate = true;
      },
      done(result) {
        waiting -= 1;
        // One address that could not be looked at, and the others prove nothing.
        if (!fault || result?.unseen) fault = result;
        if (!result?.passed && waiting > 0) return;
        if (result?.passed && keep) kept = connection;
        for (const other of connections) if (other !== kept) other.destroy();
        listener.done(result?.passed ? result : fault);
      },
    });
  }
  return {
    kept: () => kept,
    cancel: () => connections.forEach((connection) => connection.destroy()),
  };
}

/**
 * What is asked. As Route 53, the Host header has the port only where it is not the usual one.
 * `identity`: the expected text is looked for in what comes, as it comes.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export function requestOf({ kind, host, port, path }: EndpointCheck, keep: boolean): Buffer {
  // A path of the configuration is as people write it; nothing in it may end the line.
  const target = path.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  const usual = port === (kind === 'http' ? 80 : 443);
  const name = isIPv6(host) ? `[${host}]` : host;
  return Buffer.from(
    [
      `GET ${target} HTTP/1.1`,
      `Host: ${usual ? name : `${name}:${port}`}`,
      'User-Agent: Preau-Health-Check',
      'Accept-Encoding: identity',
      `Connection: ${keep ? 'keep-alive' : 'close'}`,
      '\r\n',
    ].join('\r\n'),
  );
}

/**
 * Check an origin once, by new connections.
 *
 * @param budgetMs for the whole check; connecting may take half of it. Route 53's are 4 s to connect,
 *   2 s to the status and 2 s for the body
 */
export function probeOrigin(check: EndpointCheck, budgetMs: number): Promise<ProbeResult> {
  const enter: Turnstile = (begin) => begin(() => {});
  const site = { check, budgetMs, sessions: null, enter };
  return new Promise((resolve) => {
    probeAnew(site, false, {
      late() {},
      done: (result) => resolve(result ?? { passed: false, reason: 'closed' }),
    });
  });
}
