import type { Platform } from '../../../core/platform.ts';
import type { EpochMs, PlatformId } from '../../../core/units.ts';
import type { ProbeErrorKind, ProbeStage } from '../../../core/watch/observation.ts';
import type { Fault, Faults } from './fault.ts';

/** How an origin fails whoever asks it; null = it answers as it should. */
export interface Failing {
  readonly stage: ProbeStage;
  readonly kind: ProbeErrorKind;
  readonly status?: number;
}

/** What is really so, whoever looks: an origin's health at this instant. */
export interface Truth {
  /**
   * What one request to an origin meets.
   *
   * @param luck in [0, 1): an origin that browns out fails some and not others
   */
  readonly origin: (platform: Platform, luck: number) => Failing | null;
  /** Whether it answers everybody now, or nobody; null where that is chance, or visitors decide it. */
  readonly steady: (platform: Platform) => 'up' | 'down' | null;
}

/** The part of visitors that an overloaded origin bears. Chosen. */
const BEARABLE = 0.6;
/** The part of requests that a brown-out fails: enough to be seen, too little for a fall. Chosen. */
const BROWN_OUT = { least: 0.3, most: 0.7 } as const;

const DOWN: readonly Failing[] = [
  { stage: 'tcp', kind: 'tcp-timeout' },
  { stage: 'tcp', kind: 'tcp-refused' },
  { stage: 'http', kind: 'http-503', status: 503 },
  { stage: 'http', kind: 'http-500', status: 500 },
  { stage: 'dns', kind: 'dns-servfail' },
  { stage: 'tls', kind: 'tls-expired' },
];
const UNDER_200: readonly Failing[] = [
  { stage: 'body', kind: 'body-error-page', status: 200 },
  { stage: 'body', kind: 'body-mismatch', status: 200 },
  { stage: 'body', kind: 'body-queue-page', status: 200 },
  { stage: 'body', kind: 'body-login-page', status: 200 },
];

/**
 * @param mirrorShare the part of a platform's visitors that DNS sends to its mirror now
 */
export function openTruth(
  faults: Faults,
  now: () => EpochMs,
  mirrorShare: (id: PlatformId) => number,
): Truth {
  const failing = (platform: Platform, luck: number, going: Faults['felt']): Failing | null => {
    const { id, hoster } = platform;
    const down = going('hoster-down', hoster) ?? going('origin-down', id);
    if (down !== undefined) return pick(DOWN, down);
    if (going('origin-hangs', id)) return { stage: 'http', kind: 'http-timeout' };
    const flaps = going('origin-flaps', id);
    if (flaps !== undefined && isFlappedDown(flaps, now())) return pick(DOWN, flaps);
    const under = going('origin-errs-under-200', id);
    if (under !== undefined) return pick(UNDER_200, under);
    if (going('origin-closed', id)) return { stage: 'body', kind: 'body-closed-page', status: 200 };
    if (going('origin-overloaded', id) && 1 - mirrorShare(id) > BEARABLE)
      return { stage: 'http', kind: 'http-504', status: 504 };
    const brown = going('origin-browns-out', id);
    const share = BROWN_OUT.least + (brown?.how ?? 0) * (BROWN_OUT.most - BROWN_OUT.least);
    if (brown !== undefined && luck < share)
      return luck < share / 2 ? { stage: 'body', kind: 'body-late' } : pick(DOWN, brown);
    return null;
  };
  return {
    origin: (platform, luck) => failing(platform, luck, faults.felt),
    steady: (platform) => {
      // An overload goes with its visitors.
      if (faults.going('origin-overloaded', platform.id)) return null;
      const worst = failing(platform, 0, faults.going);
      if (worst === null) return 'up';
      return failing(platform, MOST_LUCK, faults.going) === null ? null : 'down';
    },
  };
}

const MOST_LUCK = 0.999;

const pick = (list: readonly Failing[], { how }: Fault): Failing | null =>
  list[Math.floor(how * list.length)] ?? null;

/** A period of 20 s to 4 minutes, half of it down. */
const isFlappedDown = ({ from, how }: Fault, now: number): boolean => {
  const periodMs = 20_000 + how * 220_000;
  return Math.floor((2 * (now - from)) / periodMs) % 2 === 0;
};
