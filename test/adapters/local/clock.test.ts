// Goal: a rehearsal's time runs at its pace, alike in every process, and sleepers wake in time.
// Method: fast paces, so that a long sleep of theirs lasts milliseconds of ours.
import { describe, expect, it } from 'vitest';
import { pacedClock, systemClock } from '../../../adapters/local/clock.ts';
import { durationMs, epochMs, hours, minutes, seconds } from '../../../core/units.ts';

const BELL = epochMs(Date.UTC(2021, 3, 6, 6));

describe('a paced clock', () => {
  it('begins where it is told and runs as fast as it is told', () => {
    const clock = pacedClock(BELL, 60, Date.now() - 1_000);
    const late = clock.now() - (BELL + 60_000);
    expect(late).toBeGreaterThanOrEqual(-60);
    expect(late).toBeLessThan(60_000);
    expect(clock.real(minutes(1))).toBe(1_000);
  });

  it('agrees with another that was made of the same beginning, later', async () => {
    const realFromMs = Date.now();
    const one = pacedClock(BELL, 60, realFromMs);
    await one.sleep(seconds(1));
    const other = pacedClock(BELL, 60, realFromMs);
    // The machine's clock has whole milliseconds: 60 of the rehearsal's each.
    expect(Math.abs(other.now() - one.now())).toBeLessThan(seconds(3));
  });

  it('never goes back', () => {
    const clock = pacedClock(BELL, 600, Date.now());
    let last = clock.now();
    for (let look = 0; look < 10_000; look += 1) {
      const now = clock.now();
      expect(now >= last).toBe(true);
      last = now;
    }
  });

  it('wakes a sleeper after that much of its own time', async () => {
    const clock = pacedClock(BELL, 600, Date.now());
    const before = clock.now();
    await clock.sleep(seconds(6));
    expect(clock.now() - before).toBeGreaterThanOrEqual(5_000);
  });

  it('gives whole milliseconds', () => {
    expect(Number.isInteger(pacedClock(BELL, 7.3, Date.now() - 17).now())).toBe(true);
  });
});

describe('a sleeper', () => {
  it('wakes at once, and quietly, when its signal aborts', async () => {
    const ending = new AbortController();
    const asleep = systemClock.sleep(hours(1), ending.signal);
    ending.abort();
    await expect(asleep).resolves.toBeUndefined();
  });

  it('does not fall asleep when its signal has aborted before', async () => {
    await expect(systemClock.sleep(hours(1), AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('of longer than a timer can last does not wake at once', async () => {
    const ending = new AbortController();
    let awake = false;
    const asleep = systemClock.sleep(hours(24 * 365), ending.signal).then(() => {
      awake = true;
    });
    await systemClock.sleep(durationMs(20));
    expect(awake).toBe(false);
    ending.abort();
    await asleep;
  });
});
