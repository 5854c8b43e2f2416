import { isPublicAddress } from '../public-address.ts';

/** Where a feed may be fetched from: its configuration is trusted, its name's answers are not. */
export interface FetchGuard {
  readonly mayAsk: (url: URL) => boolean;
  /** An address that the configuration writes itself. */
  readonly mayBeWritten: (address: string) => boolean;
  /** An address that a name leads to. */
  readonly mayConnect: (address: string) => boolean;
}

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;
const isLoopback = (address: string): boolean => address === '::1' || LOOPBACK.test(address);
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/gu, '');

/**
 * Over TLS, at addresses of the Internet: a name that leads inside a network is not asked. A page of
 * this very machine, written so, is: somebody's bridge to a page of another form.
 */
export const publicFeeds: FetchGuard = {
  mayAsk: (url) => url.protocol === 'https:' || (isHttp(url) && isLoopback(hostOf(url))),
  mayBeWritten: (address) => isPublicAddress(address) || isLoopback(address),
  mayConnect: isPublicAddress,
};

const isHttp = ({ protocol }: URL): boolean => protocol === 'http:';

/** In a rehearsal nothing leaves this machine. */
export const loopbackFeeds: FetchGuard = {
  mayAsk: (url) => isLoopback(hostOf(url)),
  mayBeWritten: isLoopback,
  mayConnect: isLoopback,
};
