import { gdnsd } from './gdnsd.ts';
import { powerDns } from './powerdns.ts';
import { type PreauPace, preauNames } from './preau-names.ts';

/** At its fastest: two failures in a row of each of five checkers, on a kept connection. */
export const FASTEST: PreauPace = {
  checkIntervalMs: 240,
  checkTimeoutMs: 250,
  failureThreshold: 2,
  confirmAfterMs: 5,
  keepConnections: true,
};

/** The peers at their fastest, and Préau at its own and at theirs. */
export const powerDnsFastest = powerDns('PowerDNS, fastest', { intervalSec: 1, timeoutSec: 1 });
export const gdnsdFastest = gdnsd('gdnsd, fastest', { intervalSec: 2, timeoutSec: 1, count: 1 });
export const preauFastest = preauNames(
  'Préau, fastest',
  'every 0.24 s on a kept connection, timeout 0.25 s, two failures of each of 5 checkers 5 ms apart, HTTP',
  FASTEST,
);
export const preauLike = preauNames(
  'Préau, like PowerDNS',
  'every 1 s, timeout 1 s, one failure of one checker, new connections, HTTP',
  {
    checkIntervalMs: 1_000,
    checkTimeoutMs: 1_000,
    failureThreshold: 1,
    checkers: 1,
    keepConnections: false,
  },
);

/** Each as it comes, with nothing set. */
export const powerDnsDefault = powerDns('PowerDNS, default', {
  intervalSec: null,
  timeoutSec: null,
});
export const gdnsdDefault = gdnsd('gdnsd, default', null);
export const preauDefault = preauNames(
  'Préau, default',
  'every 10 s on a kept connection, timeout 4 s, three failures of each of 5 checkers, HTTP',
  {
    checkIntervalMs: 10_000,
    checkTimeoutMs: 4_000,
    failureThreshold: 3,
    keepConnections: true,
  },
);

/** Those that meet each fault, one after the other. */
export const fastest = [powerDnsFastest, gdnsdFastest, preauFastest, preauLike] as const;
export const crowded = [
  powerDnsFastest,
  gdnsdFastest,
  preauFastest,
  preauLike,
  preauDefault,
] as const;
