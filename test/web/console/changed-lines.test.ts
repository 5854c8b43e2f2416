import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { changedLines } from '../../../web/console/changed-lines.ts';
import { liveEvents } from '../../../web/console/live-events.ts';

// Goal: a page that is told changes shows what the home painted, letter by letter, whoever joins or
// lags; and what changed little is told in little. Method: properties over pictures of few distinct
// lines, and listeners that read as the console's own script does.

interface Reader {
  readonly read: (told: unknown) => string | null;
}
const SCRIPT = new URL('../../../web/console/client/console-told.js', import.meta.url).href;
const { readTold } = (await import(SCRIPT)) as { readonly readTold: () => Reader };

const markup = fc.array(fc.constantFrom('', '<li>a', '<li>b', '</ul>', 'x'), { maxLength: 12 });
const pictures = fc.array(
  markup.map((lines) => lines.join('\n')),
  { minLength: 1, maxLength: 8 },
);

describe('changes', () => {
  test('put together again are the picture, whatever stood before', () => {
    fc.assert(
      fc.property(pictures, (all) => {
        const told = readTold();
        all.forEach((one, index) => {
          const lines = changedLines((all[index - 1] ?? '').split('\n'), one.split('\n'));
          const change = { number: index + 1, on: index, lines };
          const shown = told.read(index === 0 ? { number: 1, markup: one } : change);
          expect(shown).toBe(one);
        });
      }),
    );
  });

  test('of one line among a thousand are told in two runs and that line', () => {
    const before = Array.from({ length: 1000 }, (_, index) => `<li>${index}`);
    const after = before.with(500, '<li>new');
    expect(changedLines(before, after)).toEqual([[0, 500], '<li>new', [501, 499]]);
  });

  test('of a picture that was missed are not believed', () => {
    const told = readTold();
    expect(told.read({ number: 1, markup: 'a' })).toBe('a');
    expect(told.read({ number: 3, on: 2, lines: ['b'] })).toBe(null);
    expect(told.read({ number: 4, markup: 'c' })).toBe('c');
  });
});

describe('listeners', () => {
  afterEach(() => void vi.useRealTimers());

  test('who join at any time, or lag, show the last picture once all is told', async () => {
    vi.useFakeTimers();
    const act = fc.oneof(
      fc.record({
        kind: fc.constant('show' as const),
        markup: markup.map((all) => all.join('\n')),
      }),
      fc.record({ kind: fc.constantFrom('join' as const, 'lag' as const, 'read' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
        let now = 'first';
        const live = liveEvents(
          () => async () => ({ kind: 'page', markup: now }),
          (error) => {
            throw error;
          },
        );
        const all = [listener()];
        all.forEach(({ response }) => live.join(response, { address: '/', role: 'viewer' }));
        for (const one of acts) {
          if (one.kind === 'show') now = one.markup;
          if (one.kind === 'join') {
            all.push(listener());
            live.join(all.at(-1)!.response, { address: '/', role: 'viewer' });
          }
          if (one.kind === 'lag' || one.kind === 'read') all[0]!.lag(one.kind === 'lag');
          live.changed();
          await vi.advanceTimersByTimeAsync(600);
        }
        all[0]!.lag(false);
        live.changed();
        await vi.advanceTimersByTimeAsync(600);
        expect(all.map(({ shown }) => shown())).toEqual(all.map(() => now));
        live.stop();
      }),
      { numRuns: 60 },
    );
  });
});

function listener() {
  const told = readTold();
  const missed: unknown[] = [];
  let shown: string | null = null;
  const response = Object.assign(new EventEmitter(), {
    writableEnded: false,
    writableLength: 0,
    write(text: string | Buffer) {
      const data = /^data: (.*)$/m.exec(String(text))?.[1];
      if (data === undefined) return;
      shown = told.read(JSON.parse(data));
      if (shown === null) missed.push(data);
    },
    end() {
      response.writableEnded = true;
    },
  });
  return {
    response: response as unknown as ServerResponse,
    lag: (does: boolean) => void (response.writableLength = does ? 2_000_000 : 0),
    shown: () => (missed.length > 0 ? null : shown),
  };
}
