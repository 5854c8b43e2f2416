import { retryPauseMs } from '../../core/subscription/retry-pause-ms.ts';
import { after } from '../../core/units.ts';
import type { Clock, Random } from '../ports.ts';
import type { Browsers, OwedWelcome, Pusher, PushTexts } from './push-ports.ts';

export interface WelcomeNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly browsers: Pick<Browsers, 'welcomes' | 'prove' | 'dismiss' | 'welcomeLater'>;
  readonly pusher: Pusher;
  readonly welcome: PushTexts;
}

/** Welcomes that are under way at once; chosen, as for notices. */
const TOGETHER = 100;

/** What it is to push services: no notice's id. */
const WELCOME = 'welcome';

/**
 * Welcome browsers that subscribed until none is due or `signal` aborts. A welcome proves that its
 * endpoint is one: a service takes no message for one that was made up. A welcome that nobody knows the
 * fate of is sent again; on a screen it takes the place of the first.
 *
 * @returns how many were proven
 */
export async function welcomeBrowsers(needs: WelcomeNeeds, signal: AbortSignal): Promise<number> {
  let proven = 0;
  while (!signal.aborted) {
    const due = await needs.browsers.welcomes(needs.clock.now(), TOGETHER);
    if (due.length === 0) break;
    const told = await Promise.all(due.map((welcome) => welcomeOne(welcome, needs)));
    proven += told.filter(Boolean).length;
  }
  return proven;
}

async function welcomeOne(owed: OwedWelcome, needs: WelcomeNeeds): Promise<boolean> {
  const { browsers, pusher, clock, random, welcome } = needs;
  const { to, tries } = owed;
  const answer = await pusher.push({ notice: WELCOME, payload: welcome[to.language], to });
  if (answer.kind === 'taken') {
    await browsers.prove(to, clock.now());
    return true;
  }
  if (answer.kind === 'gone' || answer.kind === 'refused') {
    await browsers.dismiss(to.endpoint);
    return false;
  }
  const askedMs = answer.kind === 'deferred' ? answer.askedMs : 0;
  const pause = retryPauseMs(tries + 1, random.next(), askedMs);
  await browsers.welcomeLater(owed, after(clock.now(), pause));
  return false;
}
