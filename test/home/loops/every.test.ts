// Goal: what time drives goes on, at its beat, whatever the work or the machine's clock does.
// Method: a clock moved by hand, also backwards; work that lasts, fails, or ends when told.
import { describe, expect, it } from 'vitest';
import { every } from '../../../home/loops/every.ts';
import type { Clock } from '../../../app/ports.ts';
import { durationMs, epochMs } from '../../../core/units.ts';

describe('a loop', () => {
  it('works on a steady beat: what the work takes is not added to it', async () => {
    const clock = sleepingClock();
    await run(clock, async (round) => clock.pass(round % 2 === 0 ? 300 : 100), 4);
    expect(clock.starts).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('starts late after work that lasted longer than its beat, and makes up for nothing', async () => {
    const clock = sleepingClock();
    await run(clock, async (round) => clock.pass(round === 0 ? 3_500 : 0), 4);
    expect(clock.starts).toEqual([0, 3_500, 4_500, 5_500]);
  });

  it('goes on after a failure, and tells of it', async () => {
    const clock = sleepingClock();
    const errors: unknown[] = [];
    const work = async (round: number): Promise<void> => {
      if (round === 1) throw new Error('une mesure manquée');
    };
    await run(clock, work, 3, (error) => errors.push(error));
    expect(clock.starts).toEqual([0, 1_000, 2_000]);
    expect(errors).toEqual([new Error('une mesure manquée')]);
  });

  it('waits no longer than its beat, though the machine’s clock is set back by an hour', async () => {
    const clock = sleepingClock();
    await run(clock, async (round) => clock.pass(round === 1 ? -3_600_000 : 0), 4);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(1_000);
  });

  it('works no more once it is told to end', async () => {
    const clock = sleepingClock();
    await run(clock, async () => undefined, 1);
    expect(clock.starts).toEqual([0]);
  });
});

async function run(
  clock: ReturnType<typeof sleepingClock>,
  work: (round: number) => Promise<void>,
  rounds: number,
  onError: (error: unknown) => void = () => undefined,
): Promise<void> {
  const ending = new AbortController();
  let round = 0;
  const once = async (): Promise<void> => {
    clock.starts.push(clock.now());
    if (round + 1 === rounds) ending.abort();
    round += 1;
    await work(round - 1);
  };
  await every(clock, durationMs(1_000), once, ending.signal, onError);
}

/** Time passes by sleeping and by `pass`, which may also set it back. */
function sleepingClock(): Clock & {
  pass(by: number): void;
  readonly starts: number[];
  readonly slept: number[];
} {
  let now = 0;
  const slept: number[] = [];
  return {
    starts: [],
    slept,
    now: () => epochMs(now),
    real: (by) => by,
    sleep: async (by, signal) => {
      if (signal?.aborted === true) return;
      slept.push(by);
      now += by;
    },
    pass: (by) => {
      now += by;
    },
  };
}
