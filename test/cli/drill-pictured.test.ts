import { describe, expect, test } from 'vitest';
import { untilPictured } from '../../cli/drill-pictured.ts';
import type { OperatedHome } from '../../cli/operated-home.ts';
import type { PictureMoment } from '../../core/incident/names-picture.ts';
import { CALM, DRILL_POLICY, drill, type Lived, live, WHOLE } from '../fixtures/drilled.ts';

// Goal: a drill's report is told once its picture is there, and waits for none that will never come.
// Method: states of drills lived through by the real core, looked at one after the other.

/** Every incident closed, its visitors seen back or not. */
const closed = (state: Lived['state'], backAt: null): Lived['state'] => ({
  ...state,
  incidents: Object.fromEntries(
    Object.entries(state.incidents).map(([id, incident]) => [id, { ...incident, backAt }]),
  ),
});

describe('waiting for the picture', () => {
  const looks = (...lived: readonly Lived[]) => {
    let look = 0;
    const replay = async () => {
      const { state } = lived[Math.min(look, lived.length - 1)] ?? live(CALM);
      look += 1;
      return { state, policy: DRILL_POLICY } as Awaited<ReturnType<OperatedHome['replay']>>;
    };
    return { replay, count: () => look };
  };
  const begun = [...CALM, drill('start-drill', 10)];
  const wait = (
    home: Pick<OperatedHome, 'replay'>,
    mostMs = 60_000,
    moment: PictureMoment = 'start',
  ) => untilPictured(home, 'nord', moment, () => undefined, { mostMs, everyMs: 1 });

  test('ends once the journal has it', async () => {
    const home = looks(live(begun, 2_000, null), live(begun, 2_000, null), live(begun));
    await wait(home);
    expect(home.count()).toBe(3);
  });

  test('ends at once where none will come: the drill is over and nobody was seen back', async () => {
    const lived = live(WHOLE, 2_000, null);
    const home = looks({ ...lived, state: closed(lived.state, null) });
    await wait(home);
    expect(home.count()).toBe(1);
  });

  test('goes on after the drill was closed, where its last picture is still being taken', async () => {
    const closedFirst = live(WHOLE, 2_000, null);
    const drilled = Object.values(closedFirst.state.incidents)[0];
    expect(drilled).toMatchObject({ closedAt: expect.any(Number), backAt: expect.any(Number) });
    const home = looks(closedFirst, closedFirst, live(WHOLE));
    await wait(home, 60_000, 'end');
    expect(home.count()).toBe(3);
  });

  test('ends when people have waited enough', async () => {
    const home = looks(live(begun, 2_000, null));
    await wait(home, 5);
    expect(home.count()).toBeGreaterThan(1);
  });
});
