import type { SecureContext } from 'node:tls';
import type { Clock, Random } from '../../app/ports.ts';
import type { Platform } from '../../core/platform.ts';
import { durationMs, type EpochMs } from '../../core/units.ts';
import { openBrowser } from './browser.ts';
import type { HomeNetworks } from './home-networks.ts';
import type { LessonLedger } from './lesson-ledger.ts';
import { type LoadPoint, pupilsAt } from './load-curve.ts';
import { createPupil, type Pupil, type PupilHabits } from './pupil.ts';
import { pick, spread } from './seeded-random.ts';
import type { Sessions } from './sessions.ts';
import type { StubResolver } from './stub-resolver.ts';

export interface CrowdOptions {
  readonly platform: Platform;
  readonly curve: readonly LoadPoint[];
  readonly habits: PupilHabits;
  /** The part of pupils whose session is open since yesterday. */
  readonly remembered: number;
  /** The part of pupils behind a resolver that stretches TTLs, and how many times. */
  readonly stretched: { readonly share: number; readonly times: number };
  /** Real milliseconds that a pupil waits for a page. */
  readonly patienceMs: number;
  readonly lessons: readonly string[];
  readonly sessions: Sessions;
  readonly networks: HomeNetworks;
  readonly resolver: StubResolver;
  readonly trust: SecureContext;
  readonly portAt: (address: string) => number | undefined;
  readonly ledger: LessonLedger;
  readonly clock: Clock;
  readonly random: Random;
}

/** All the pupils of one platform. */
export interface Crowd {
  /** Let in, or let go, as many pupils as the curve has in class at this instant. */
  follow(now: EpochMs): void;
  inClass(): number;
  /** Everybody leaves at once; wishes under way are withdrawn. */
  stop(): Promise<void>;
}

/** One crowd's pupils at most, whatever the curve says: each is a socket or two (chosen). */
const PUPILS_MAX = 400;

/** In the rehearsal's time: from sitting down to asking for a lesson, at most (chosen). */
const ENTERS_WITHIN_MS = 15_000;

/** Browsers as they were in the spring of 2021. */
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/89.0.4389.114 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:87.0) Gecko/20100101 Firefox/87.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0.3 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; SM-A515F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/89.0.4389.105 Mobile Safari/537.36',
] as const;

/**
 * Keep as many pupils in class as the curve says, each a real client with a connection of its own.
 *
 * The first pupils are those of the calm hours too. A pupil who leaves class finishes the lesson
 * that is on the way.
 */
export function openCrowd(options: CrowdOptions): Crowd {
  const { ledger, clock, random, platform } = options;
  const here = new Map<number, { readonly attended: Promise<void>; readonly leave: Leave }>();
  const ending = new AbortController();
  let wanted = 0;
  // Those whom the stage finds in class are in the midst of reading; later ones come for a lesson.
  let firstWishWithinMs: number = options.habits.readsForMs;

  const attend = async (index: number, { pupil, leave }: Enrolled, within: number) => {
    await clock.sleep(durationMs(random.next() * within), ending.signal);
    while (index < wanted && !ending.signal.aborted) {
      ledger.asked(platform.id);
      ledger.ended(platform.id, await pupil.wish(ending.signal));
      const readsFor = spread(random, options.habits.readsForMs, 0.5);
      await clock.sleep(durationMs(readsFor), ending.signal);
    }
    await leave();
    here.delete(index);
  };

  return {
    follow: (now) => {
      if (ending.signal.aborted) return;
      wanted = Math.min(pupilsAt(options.curve, now), PUPILS_MAX);
      for (let index = 0; index < wanted; index += 1) {
        if (here.has(index)) continue;
        const enrolled = enrol(index, options);
        here.set(index, {
          attended: attend(index, enrolled, firstWishWithinMs),
          leave: enrolled.leave,
        });
      }
      firstWishWithinMs = ENTERS_WITHIN_MS;
    },
    inClass: () => here.size,
    stop: async () => {
      ending.abort();
      await Promise.all([...here.values()].flatMap(({ attended, leave }) => [leave(), attended]));
    },
  };
}

type Leave = () => Promise<void>;

interface Enrolled {
  readonly pupil: Pupil;
  readonly leave: Leave;
}

function enrol(index: number, options: CrowdOptions): Enrolled {
  const { platform, random, clock, sessions, stretched } = options;
  const browser = openBrowser({
    hostname: platform.hostname,
    resolver: options.resolver,
    trust: options.trust,
    portAt: options.portAt,
    clock,
    random,
    clientAddress: options.networks.pupil(index),
    agent: pick(random, AGENTS) ?? AGENTS[0],
    patienceMs: options.patienceMs,
    ttlStretch: random.next() < stretched.share ? stretched.times : 1,
  });
  const pupil = createPupil({
    browser,
    loginPath: platform.origin.path,
    lessons: options.lessons,
    habits: options.habits,
    clock,
    random,
    cookie: random.next() < options.remembered ? `session=${sessions.issue()}` : undefined,
  });
  return { pupil, leave: () => browser.close() };
}
