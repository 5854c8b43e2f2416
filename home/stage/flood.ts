import type { SecureContext } from 'node:tls';
import { Pool } from 'undici';
import type { Clock, Random } from '../../app/ports.ts';
import { durationMs, type EpochMs } from '../../core/units.ts';
import { requireLoopback } from './loopback.ts';
import { pick } from './seeded-random.ts';

export interface FloodOptions {
  readonly target: {
    readonly address: string;
    readonly port: number;
    readonly hostname: string;
    readonly path: string;
  };
  readonly trust: SecureContext;
  /** Requests per real second, at most 200. */
  readonly perSecond: number;
  /** The fictional addresses that they seem to come from. */
  readonly machines: readonly string[];
  /** It ends by itself at this instant of the rehearsal, or after five real minutes. */
  readonly until: EpochMs;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Flood {
  sent(): number;
  running(): boolean;
  stop(): Promise<void>;
}

// A flood that nothing else stops ends by these (chosen).
const PER_SECOND_MAX = 200;
const SENT_MAX = 60_000;
const REAL_TIME_MAX_MS = 300_000;
const AT_ONCE_MAX = 64;
const BEAT_MS = 50;
const PATIENCE_MS = 3_000;

const AGENTS = [
  'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/41.0.2228.0 Safari/537.36',
  'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1)',
  'python-requests/2.22.0',
] as const;

/**
 * Rehearse an attack on the application layer: a few machines post wrong passwords to one URL of
 * one origin, in a square wave that takes no notice of the bell or of the answers.
 *
 * It is aimed at an address and asks no name server, so that it stays on the origin when visitors
 * turn. It can hit this machine only, and is bounded in rate, in count, in sockets and in time.
 *
 * @throws PreauError `off-loopback`, before any socket, when the target is not in 127.0.0.0/8
 */
export function startFlood(options: FloodOptions): Flood {
  const { target, clock, random } = options;
  const pool = new Pool(`https://${requireLoopback(target.address)}:${target.port}`, {
    connections: AT_ONCE_MAX,
    pipelining: 1,
    connect: { secureContext: options.trust, servername: target.hostname, timeout: PATIENCE_MS },
  });
  const ending = new AbortController();
  const perBeat = (Math.min(options.perSecond, PER_SECOND_MAX) * BEAT_MS) / 1_000;
  const beats = Math.min(
    REAL_TIME_MAX_MS / BEAT_MS,
    Math.ceil(clock.real(durationMs(options.until - clock.now())) / BEAT_MS),
  );
  let sent = 0;
  let due = 0;
  let atOnce = 0;

  const fire = async () => {
    sent += 1;
    atOnce += 1;
    try {
      const { body } = await pool.request({
        method: 'POST',
        path: target.path,
        headers: {
          host: target.hostname,
          'user-agent': pick(random, AGENTS) ?? AGENTS[0],
          'x-forwarded-for': pick(random, options.machines) ?? '198.19.255.254',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: `identifiant=x${sent}&motdepasse=x`,
        signal: AbortSignal.any([ending.signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      await body.dump();
    } catch {
      // Refused, reset or too late: a flood does not care.
    } finally {
      atOnce -= 1;
    }
  };

  const beat = async () => {
    // A real duration as the clock's own: `real` is linear, so one unit of it gives the pace.
    const beatOfClock = durationMs(BEAT_MS / clock.real(durationMs(1)));
    for (let n = 0; n < beats && !ending.signal.aborted && sent < SENT_MAX; n += 1) {
      for (due += perBeat; due >= 1; due -= 1) if (atOnce < AT_ONCE_MAX) void fire();
      await clock.sleep(beatOfClock, ending.signal);
    }
    ending.abort();
    await pool.destroy();
  };
  const over = beat();

  return {
    sent: () => sent,
    running: () => !ending.signal.aborted,
    stop: () => {
      ending.abort();
      return over;
    },
  };
}
