import {
  type CheckPanel,
  hearChecker,
  newPanel,
  panelVerdict,
} from '../../../core/shelter/check-panel.ts';
import type { CheckClock } from '../../../home/names/check-confirmation.ts';
import { checkOrigin } from '../../../home/names/check-origin.ts';
import type { CheckTiming } from '../../../home/names/check-timing.ts';
import type { ProbeListener } from '../../../home/names/probe-connection.ts';

// What tests of the check loop share: a clock that jumps, and an origin that answers as it is told.

/** A clock whose time passes only in `run`. */
export function jumpingClock(): CheckClock & { readonly run: (untilMs: number) => void } {
  const due: { at: number; order: number; run: () => void }[] = [];
  let now = 0;
  let order = 0;
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + Math.max(0, ms), order: (order += 1), run };
      due.push(entry);
      return () => {
        const place = due.indexOf(entry);
        if (place !== -1) due.splice(place, 1);
      };
    },
    run(untilMs) {
      for (;;) {
        let next: (typeof due)[number] | undefined;
        for (const one of due)
          if (!next || one.at < next.at || (one.at === next.at && one.order < next.order))
            next = one;
        if (!next || next.at > untilMs) break;
        due.splice(due.indexOf(next), 1);
        now = next.at;
        next.run();
      }
      now = untilMs;
    },
  };
}

/** What a probe finds that begins at an instant, and how long that takes. */
type Fate = (at: number) => {
  readonly passed: boolean;
  readonly afterMs: number;
  readonly unseen?: true;
};

/** The settings of `preau.yaml`'s own defaults. */
export const DEFAULTS: CheckTiming = {
  intervalMs: 10_000,
  budgetMs: 4_000,
  threshold: 3,
  checkers: 5,
  confirmAfterMs: 250,
  keepConnections: true,
  renewAfterMs: 50_000,
};

/** As fast as is sensible. */
export const FASTEST: CheckTiming = {
  ...DEFAULTS,
  intervalMs: 200,
  budgetMs: 250,
  threshold: 2,
  confirmAfterMs: 25,
  renewAfterMs: 5_000,
};

/** The checks of one origin, under a clock that jumps. */
export function watched(timing: CheckTiming, fate: Fate, before: boolean | null = null) {
  const clock = jumpingClock();
  const turns: { readonly at: number; readonly healthy: boolean }[] = [];
  const probes: { readonly at: number; readonly how: 'turn' | 'confirm' }[] = [];
  let panel: CheckPanel = newPanel(timing.checkers, before);
  let disabled = false;
  const probing = (how: 'turn' | 'confirm') => (listener: ProbeListener) => {
    probes.push({ at: clock.now(), how });
    const { passed, afterMs, unseen } = fate(clock.now());
    if (afterMs > timing.budgetMs / 2) clock.after(timing.budgetMs / 2, listener.late);
    const inTime = afterMs <= timing.budgetMs;
    const reason = inTime ? 'answered' : 'late';
    clock.after(Math.min(afterMs, timing.budgetMs), () =>
      listener.done({ passed: passed && inTime, reason, ...(unseen && { unseen }) }),
    );
  };
  const check = checkOrigin(
    {
      clock,
      probe: { turn: probing('turn'), confirm: probing('confirm') },
      panel: () => panel,
      isDisabled: () => disabled,
      hear(checker, passed) {
        const was = panelVerdict(panel) ?? true;
        panel = hearChecker(panel, checker, passed, timing.threshold);
        const is = panelVerdict(panel) ?? true;
        if (was !== is) turns.push({ at: clock.now(), healthy: is });
      },
    },
    timing,
    0,
  );
  return {
    ...check,
    run: clock.run,
    turns,
    probes,
    panel: () => panel,
    disable: (on: boolean) => {
      disabled = on;
    },
  };
}

/** Chance in [0, 1) that a seed repeats (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
