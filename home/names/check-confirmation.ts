import { type CheckPanel, panelVerdict } from '../../core/shelter/check-panel.ts';
import { type CheckerWork, NO_WORK, whoConfirms } from '../../core/shelter/check-round.ts';
import type { CheckTiming } from './check-timing.ts';
import type { OriginProbe } from './probe-kept.ts';

/** Time as the checks of an origin see it: real, or a test's own. */
export interface CheckClock {
  /** Milliseconds from any beginning; never goes back. */
  now(): number;
  /** @returns cancels it */
  after(ms: number, run: () => void): () => void;
}

/** What the checks of one origin work with. */
export interface CheckScene {
  readonly probe: Pick<OriginProbe, 'turn' | 'confirm'>;
  readonly clock: CheckClock;
  readonly panel: () => CheckPanel;
  readonly isDisabled: () => boolean;
  hear(checker: number, passed: boolean, reason: string): void;
  /** A check that this process could not make, for a reason of its own. */
  readonly unseen?: (reason: string) => void;
}

/** The checkers of one origin at work. */
export interface Confirmation {
  /**
   * Have one checker check; a doubt of it begins a confirmation.
   *
   * @param idle called once nothing is under way any more
   */
  check(checker: number, how: keyof CheckScene['probe'], idle: () => void): void;
  stop(): void;
}

/** Changes with each check: hundreds of origins are asked every quarter of a second. */
interface Work extends Changing<CheckerWork> {
  /** Before then it begins nothing: from a failed confirmation to the next. */
  readyAt: number;
}

type Changing<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Crew {
  readonly scene: CheckScene;
  readonly timing: CheckTiming;
  readonly works: Work[];
  confirming: boolean;
  /** Until then slowness is no doubt. */
  calmUntil: number;
  stopped: boolean;
  cancelPause: () => void;
  idle: () => void;
}

/**
 * The checkers of an origin, and how they confirm.
 *
 * A doubt of any checker (a failure, or half of the budget used) makes all of them confirm at once, each
 * up to the threshold by new connections. The next confirmation begins when the one before is half of
 * its budget late, or some time after it has failed. When an origin that was down passes, the others
 * are heard at once too.
 */
export function confirmation(scene: CheckScene, timing: CheckTiming): Confirmation {
  const crew: Crew = {
    scene,
    timing,
    works: scene.panel().map(() => ({ ...NO_WORK, readyAt: 0 })),
    confirming: false,
    calmUntil: -Infinity,
    stopped: false,
    cancelPause() {},
    idle() {},
  };
  return {
    check(checker, how, idle) {
      crew.idle = idle;
      begin(crew, checker, how);
    },
    stop() {
      crew.stopped = true;
      crew.cancelPause();
    },
  };
}

const healthy = ({ scene }: Crew): boolean => panelVerdict(scene.panel()) ?? true;

function begin(crew: Crew, checker: number, how: keyof CheckScene['probe']): void {
  let late = false;
  countBegun(crew, checker);
  crew.scene.probe[how]({
    late() {
      // A question that goes on by a new connection is late twice, and counts once.
      if (crew.stopped || late) return;
      late = true;
      countLate(crew, checker);
      if (crew.confirming) goOn(crew);
      else if (healthy(crew) && crew.scene.clock.now() >= crew.calmUntil) confirm(crew, null);
    },
    done(result) {
      if (crew.stopped) return;
      countDone(crew, checker, late);
      const { passed, reason } = result ?? { passed: false, reason: 'closed' };
      // Slow is not dead: the same slowness is no doubt again for a while.
      if (late && passed) crew.calmUntil = crew.scene.clock.now() + crew.timing.renewAfterMs;
      if (result?.unseen) unseen(crew, checker, reason);
      else heard(crew, checker, passed, reason);
    },
  });
}

/** Nothing was learnt of the origin, and nothing follows: it is looked at again in its turn. */
function unseen(crew: Crew, checker: number, reason: string): void {
  crew.scene.unseen?.(reason);
  if (!crew.confirming) return crew.idle();
  set(crew, checker, { readyAt: crew.scene.clock.now() + crew.timing.intervalMs });
  return goOn(crew);
}

function heard(crew: Crew, checker: number, passed: boolean, reason: string): void {
  const before = healthy(crew);
  crew.scene.hear(checker, passed, reason);
  if (crew.confirming) {
    const readyAt = crew.scene.clock.now() + crew.timing.confirmAfterMs;
    set(crew, checker, { cleared: passed, readyAt });
    goOn(crew);
  } else if (healthy(crew) && !(passed && before)) confirm(crew, passed ? checker : null);
  else crew.idle();
}

/** @param alive who has just found the origin alive */
function confirm(crew: Crew, alive: number | null): void {
  crew.confirming = true;
  for (const checker of crew.works.keys()) {
    set(crew, checker, { begun: 0, cleared: checker === alive, readyAt: 0 });
  }
  goOn(crew);
}

function goOn(crew: Crew): void {
  const { scene, works, timing } = crew;
  crew.cancelPause();
  const now = scene.clock.now();
  const going = whoConfirms(scene.panel(), works, timing.threshold);
  let readyAt = Infinity;
  for (const checker of going) {
    const work = works[checker];
    if (!work || work.underWay > work.late) continue;
    if (work.underWay === 0 && work.readyAt > now) readyAt = Math.min(readyAt, work.readyAt);
    else begin(crew, checker, 'confirm');
  }
  if (readyAt < Infinity) crew.cancelPause = scene.clock.after(readyAt - now, () => goOn(crew));
  else if (going.length === 0 && works.every(({ underWay }) => underWay === 0)) {
    crew.confirming = false;
    crew.idle();
  }
}

function set(crew: Crew, checker: number, change: Partial<Work>): void {
  const work = crew.works[checker];
  if (work) Object.assign(work, change);
}

/** A check begins. */
function countBegun(crew: Crew, checker: number): void {
  const work = crew.works[checker];
  if (!work) return;
  work.begun += 1;
  work.underWay += 1;
}

function countLate(crew: Crew, checker: number): void {
  const work = crew.works[checker];
  if (work) work.late += 1;
}

function countDone(crew: Crew, checker: number, late: boolean): void {
  const work = crew.works[checker];
  if (!work) return;
  work.underWay -= 1;
  if (late) work.late -= 1;
}
