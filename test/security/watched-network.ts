import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';

/** What a name leads to, each time that it is asked. */
export type Answers = (hostname: string, question: number) => readonly string[];

/** The network as a test sees it: every name asked, every address that a connection was begun to. */
export interface WatchedNetwork {
  readonly asked: string[];
  readonly attempts: string[];
  restore(): void;
}

/** Put a resolver of the test's own in the place of the system's, and write down who is connected to. */
export function watchNetwork(answers: Answers): WatchedNetwork {
  const asked: string[] = [];
  const attempts: string[] = [];
  const [own, ownLater] = [dns.lookup, dns.promises.lookup];
  const fake = (hostname: string, options: unknown, done: unknown): void => {
    const callback = (typeof options === 'function' ? options : done) as (
      error: null,
      found: unknown,
      family?: number,
    ) => void;
    asked.push(hostname);
    const found = answers(hostname, asked.length).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    const isAll = typeof options === 'object' && options !== null && 'all' in options;
    setImmediate(() => {
      if (isAll && options.all === true) callback(null, found);
      else callback(null, found[0]?.address, found[0]?.family);
    });
  };
  dns.lookup = fake as typeof dns.lookup;
  const fakeLater = (hostname: string, options: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      fake(hostname, options, (_: null, found: unknown) => resolve(found));
    });
  dns.promises.lookup = fakeLater as typeof dns.promises.lookup;
  syncBuiltinESMExports();
  const note = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    socket.on('connectionAttempt', (address: string) => void attempts.push(address));
  };
  subscribe('net.client.socket', note);
  return {
    asked,
    attempts,
    restore: () => {
      unsubscribe('net.client.socket', note);
      dns.lookup = own;
      dns.promises.lookup = ownLater;
      syncBuiltinESMExports();
    },
  };
}
