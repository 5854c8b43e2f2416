// Goal: a machine's clock that was set is written into the journal and the log, once, and again where the
// journal did not take it. Method: a clock of three numbers whose sleepers wake at once.
import { describe, expect, it } from 'vitest';
import { steadyClock } from '../../adapters/local/steady-clock.ts';
import type { Event } from '../../core/incident/event.ts';
import { epochMs } from '../../core/units.ts';
import { tellOfClock } from '../../home/tell-of-clock.ts';

const BELL = Date.UTC(2021, 3, 6, 6);
const HOUR = 3_600_000;

/** As many minutes as `sets` has: by how much the clock is set in each. Journals fail in minutes of `failing`. */
async function live(sets: readonly number[], ahead = 0, failing: readonly number[] = []) {
  let [wall, run, minute] = [BELL, 0, 0];
  const steady = steadyClock({ wallMs: () => wall, runMs: () => run, upMs: () => run });
  steady.notBefore(epochMs(BELL + ahead));
  const ending = new AbortController();
  const written: Extract<Event, { kind: 'clock-stepped' }>[] = [];
  const log: string[] = [];
  const clock = {
    ...steady,
    sleep: async () => {
      wall += 60_000 + (sets[minute] ?? 0);
      run += 60_000;
      minute += 1;
      if (minute > sets.length) ending.abort();
    },
  };
  const engine = {
    handle: async (event: Event) => {
      if (failing.includes(minute)) throw new Error('full');
      if (event.kind === 'clock-stepped') written.push(event);
      return null;
    },
  };
  const onError = (error: unknown) => log.push(String(error));
  await tellOfClock({ clock, engine, onError }, ending.signal);
  return { written, log };
}

describe('a home', () => {
  it('says nothing of a clock that nobody sets', async () => {
    expect(await live([0, 0, 0])).toEqual({ written: [], log: [] });
  });

  it('writes down a clock that was set back, once, and says it in its log', async () => {
    const { written, log } = await live([0, -HOUR, 0]);
    expect(written.map(({ byMs, aheadMs }) => [byMs, aheadMs])).toEqual([[-HOUR, HOUR - 5_000]]);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('set back by 3600 s');
    expect(log[0]).toContain('3595 s ahead of');
  });

  it('writes down at its start that the machine’s is behind the journal', async () => {
    const { written, log } = await live([0], HOUR);
    expect(written).toEqual([{ kind: 'clock-stepped', at: BELL + HOUR, byMs: 0, aheadMs: HOUR }]);
    expect(log[0]).toContain('the journal');
  });

  it('writes it down later where the journal refused it', async () => {
    const { written, log } = await live([HOUR, 0, 0], 0, [1, 2]);
    expect(written.map(({ byMs }) => byMs)).toEqual([HOUR]);
    expect(log.filter((line) => line.includes('full'))).toHaveLength(2);
  });
});
