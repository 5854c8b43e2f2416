import { panelVerdict, whoseTurn } from '../../core/shelter/check-panel.ts';
import { type CheckScene, confirmation } from './check-confirmation.ts';
import type { CheckTiming } from './check-timing.ts';

/** Checks that go on until they are stopped. */
export interface OriginCheck {
  /** The kept connection has closed: the next check comes at once, by a new one. */
  readonly closed: () => void;
  readonly stop: () => void;
}

/**
 * Check one origin: its checkers take turns, one check every interval, on a grid that begins after
 * `startMs`, so that origins which die together do not keep asking together.
 *
 * The way back is not hurried: an overloaded origin breathes as soon as its visitors have left, and
 * would have them back and lose them again before Préau can put its hold (P4).
 */
export function checkOrigin(scene: CheckScene, timing: CheckTiming, startMs: number): OriginCheck {
  const { clock, panel, isDisabled } = scene;
  const checkers = confirmation(scene, timing);
  let waiting = true;
  let dueAt = clock.now() + startMs;
  let round = 0;
  let cancel = clock.after(startMs, turn);

  function wait(): void {
    waiting = true;
    const now = clock.now();
    // On the grid, and half an interval from now at least.
    const behind = Math.ceil((now - dueAt) / timing.intervalMs + 1 / 2);
    dueAt += Math.max(0, behind) * timing.intervalMs;
    cancel = clock.after(dueAt - now, turn);
  }
  function turn(): void {
    if (isDisabled()) wait();
    else check('turn');
  }
  function check(how: 'turn' | 'confirm'): void {
    waiting = false;
    const checker = whoseTurn(panel(), round);
    round += 1;
    checkers.check(checker, how, wait);
  }
  return {
    closed() {
      if (!waiting || isDisabled() || panelVerdict(panel()) === false) return;
      cancel();
      check('confirm');
    },
    stop() {
      waiting = false;
      cancel();
      checkers.stop();
    },
  };
}
