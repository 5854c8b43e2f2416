import type { Clock, Random } from '../../app/ports.ts';
import type { DurationMs } from '../../core/units.ts';
import { durationMs } from '../../core/units.ts';
import type { Browser, Page } from './browser.ts';
import { STYLE_PATH } from './origin-pages.ts';
import { PASSWORD } from './origin-server.ts';
import { pick, spread } from './seeded-random.ts';

/** How pupils behave. Durations are in the rehearsal's time. */
export interface PupilHabits {
  /** From having read a lesson to wishing for the next. */
  readonly readsForMs: DurationMs;
  /** From a failure to the next try. */
  readonly reloadsAfterMs: DurationMs;
  /** Tries for one lesson; after the last it is lost. */
  readonly tries: number;
  /** Lessons read before the session ends and a new login is asked. */
  readonly lessonsPerSession: number;
}

/** How one wish for a lesson ended. */
export type WishEnd = 'origin' | 'mirror' | 'lost';

export interface PupilOptions {
  readonly browser: Browser;
  readonly loginPath: string;
  /** Paths of lessons, the best loved first. */
  readonly lessons: readonly string[];
  readonly habits: PupilHabits;
  readonly clock: Clock;
  readonly random: Random;
  /** The cookie of a session that is open since yesterday. */
  readonly cookie?: string | undefined;
}

export interface Pupil {
  /** Wish for one lesson until it is there or given up. @returns null when `signal` ended it */
  wish(signal: AbortSignal): Promise<WishEnd | null>;
}

/** The part of page loads, good or bad, whose style sheet is no longer in the cache (chosen). */
const STYLE_RELOADED = 0.5;
/** The part of lessons that are reached from another page and not from a bookmark (chosen). */
const FOLLOWED = 0.75;

/**
 * One pupil: logs in when asked to, reads lessons, reloads after a failure and in the end gives up,
 * as people do. On the mirror there is nothing to log in to.
 */
export function createPupil(options: PupilOptions): Pupil {
  const { browser, habits, clock, random, loginPath } = options;
  let cookie = options.cookie;
  let read = 0;
  let before: string | undefined;

  const load = async (path: string, form?: string): Promise<Page> => {
    const page = await browser.load({
      method: form === undefined ? 'GET' : 'POST',
      path,
      cookie,
      referer: before !== undefined && random.next() < FOLLOWED ? before : undefined,
      ...(form !== undefined && { form }),
    });
    if (random.next() < STYLE_RELOADED) {
      await browser.load({ method: 'GET', path: STYLE_PATH, referer: path }).catch(() => undefined);
    }
    return page;
  };

  const logIn = async (): Promise<void> => {
    const page = await load(loginPath);
    if (page.fromMirror || page.status !== 200) return;
    before = loginPath;
    const form = new URLSearchParams({ identifiant: 'eleve', motdepasse: PASSWORD });
    cookie = (await load(loginPath, form.toString())).cookie;
  };

  const tryOnce = async (lesson: string): Promise<WishEnd> => {
    if (cookie === undefined) await logIn();
    let page = await load(lesson);
    if (page.location === loginPath) {
      await logIn();
      page = await load(lesson);
    }
    if (page.status !== 200 || page.sizeBytes === 0) return 'lost';
    before = lesson;
    return page.fromMirror ? 'mirror' : 'origin';
  };

  return {
    wish: async (signal) => {
      const lesson = zipfPick(random, options.lessons);
      if (read >= habits.lessonsPerSession) [cookie, read] = [undefined, 0];
      for (let tried = 1; !signal.aborted; tried += 1) {
        const end = await tryOnce(lesson).catch(() => 'lost' as const);
        if (end !== 'lost') read += 1;
        if (end === 'lost' && signal.aborted) return null;
        if (end !== 'lost' || tried >= habits.tries) return end;
        await clock.sleep(durationMs(spread(random, habits.reloadsAfterMs, 0.4)), signal);
      }
      return null;
    },
  };
}

/** The n-th best loved lesson is wished for 1/n as often as the first (Zipf; Jung et al. 2002). */
function zipfPick(random: Random, lessons: readonly string[]): string {
  const total = lessons.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  let left = random.next() * total;
  const found = lessons.find((_, index) => (left -= 1 / (index + 1)) <= 0);
  return found ?? pick(random, lessons) ?? '/';
}
