// Goal: a rehearsal waits for its last messages as long as they arrive, and never for ever.
// Method: clocks by hand, the scenario's running sixty times as fast as the machine's, and slow boxes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../core/units.ts';
import { seeOut } from '../../../home/rehearse/see-out.ts';

interface Slow {
  readonly messages: number;
  /** Messages a real second; they stop at `until` seconds. */
  readonly perSec: number;
  readonly until?: number;
  readonly pace?: number;
}

/** Looked at ten scenario seconds apart, as a rehearsal does; how it ended, and after how long. */
async function ends({ messages, perSec, until = Number.POSITIVE_INFINITY, pace = 60 }: Slow) {
  let real = 0;
  const arrived = () =>
    Math.min(messages, Math.floor((Math.min(real / 1_000, until) * perSec * 1_000) / 1_000));
  const ending = await seeOut({
    isOver: () => arrived() === messages,
    arrived,
    clock: { now: () => epochMs(real * pace) },
    realMs: () => real,
    moment: async () => {
      real += 10_000 / pace;
    },
  });
  return { ending, sec: Math.round(real / 1_000) };
}

describe('the last part of a rehearsal', () => {
  it('ends with its last message', async () => {
    expect(await ends({ messages: 100, perSec: 20 })).toEqual({ ending: 'over', sec: 5 });
  });

  it('goes on past its usual hour while a slow box takes messages in', async () => {
    // The usual hour is a minute of the machine at this pace.
    expect(await ends({ messages: 9_000, perSec: 50 })).toEqual({ ending: 'over', sec: 180 });
  });

  it('ends soon after the usual hour where nothing arrives any more', async () => {
    const { ending, sec } = await ends({ messages: 9_000, perSec: 50, until: 70 });
    expect(ending).toBe('still');
    expect(sec).toBeGreaterThanOrEqual(99);
    expect(sec).toBeLessThanOrEqual(101);
    expect(await ends({ messages: 9_000, perSec: 50, until: 10 })).toEqual({
      ending: 'still',
      sec: 60,
    });
  });

  it('says that messages still leave where the machine’s time is up', async () => {
    expect(await ends({ messages: 1_000_000, perSec: 1 })).toEqual({ ending: 'leaving', sec: 900 });
  });

  it('has its usual hour in full where a minute lasts a minute', async () => {
    const slow = { messages: 4_000, perSec: 2, pace: 1 };
    expect(await ends(slow)).toEqual({ ending: 'over', sec: 2_000 });
  });

  it('always ends, and says that it is over only where it is', async () => {
    const slow = fc.record({
      messages: fc.integer({ min: 1, max: 20_000 }),
      perSec: fc.integer({ min: 0, max: 100 }),
      until: fc.integer({ min: 0, max: 1_000 }),
      pace: fc.constantFrom(10, 60, 600),
    });
    await fc.assert(
      fc.asyncProperty(slow, async (given) => {
        const { ending, sec } = await ends(given);
        const all = given.until * given.perSec >= given.messages;
        expect(sec).toBeLessThanOrEqual(Math.max(3_600 / given.pace, 900) + 2);
        expect(ending === 'over' && !all).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
