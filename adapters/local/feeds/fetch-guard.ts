import { isPublicAddress } from '../public-address.ts';

/** Where a feed may be fetched from: its configuration is trusted, its name's answers are not. */
export interface FetchGuard {
  readonly mayAsk: (url: URL) => boolean;
  readonly mayConnect: (address: string) => boolean;
}

/** Over TLS, at addresses of the Internet: a name that leads inside a network is not asked. */
export const publicFeeds: FetchGuard = {
  mayAsk: ({ protocol }) => protocol === 'https:',
  mayConnect: isPublicAddress,
};

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;
const isLoopback = (address: string): boolean => address === '::1' || LOOPBACK.test(address);

/** In a rehearsal nothing leaves this machine. */
export const loopbackFeeds: FetchGuard = {
  mayAsk: ({ hostname }) => isLoopback(hostname.replace(/^\[|\]$/gu, '')),
  mayConnect: isLoopback,
};
