// Goal: a home's clock tells a machine that slept from one whose clock was set. Method: a machine of
// three numbers, which the test moves.
import { describe, expect, it } from 'vitest';
import { steadyClock } from '../../../adapters/local/steady-clock.ts';
import { epochMs } from '../../../core/units.ts';

const BELL = Date.UTC(2021, 3, 6, 6);
const HOUR = 3_600_000;

function aMachine() {
  let [wall, run, up] = [BELL, 5_000, 90_000];
  return {
    wallMs: () => wall,
    runMs: () => run,
    upMs: () => up,
    runs: (ms: number) => {
      wall += ms;
      run += ms;
      up += ms;
    },
    sleeps: (ms: number) => {
      wall += ms;
      up += ms;
    },
    isSet: (ms: number) => {
      wall += ms;
    },
  };
}

describe('a home’s clock', () => {
  it('goes on through a clock that is set, and tells of it once', () => {
    const machine = aMachine();
    const clock = steadyClock(machine);
    machine.isSet(-HOUR);
    machine.runs(12_000);
    expect(clock.now()).toBe(BELL + 11_000);
    expect(clock.takeStep()).toBe(-HOUR);
    expect(clock.takeStep()).toBe(0);
    expect(clock.aheadMs()).toBe(HOUR - 1_000);
  });

  it('follows a machine that slept, and calls it no step', () => {
    const machine = aMachine();
    const clock = steadyClock(machine);
    machine.runs(1_000);
    machine.sleeps(8 * HOUR);
    expect(clock.now()).toBe(BELL + 1_000 + 8 * HOUR);
    machine.runs(2_000);
    expect(clock.now()).toBe(BELL + 3_000 + 8 * HOUR);
    expect(clock.takeStep()).toBe(0);
  });

  it('tells a step from a sleep when both come at once', () => {
    const machine = aMachine();
    const clock = steadyClock(machine);
    machine.sleeps(HOUR);
    machine.isSet(HOUR);
    expect(clock.takeStep()).toBe(HOUR);
    expect(clock.aheadMs()).toBe(-HOUR + HOUR / 12);
  });

  it('goes on at what its journal has, when the machine’s is behind that', () => {
    const clock = steadyClock(aMachine());
    clock.notBefore(epochMs(BELL + HOUR));
    expect(clock.now()).toBe(BELL + HOUR);
    clock.notBefore(epochMs(BELL));
    expect(clock.now()).toBe(BELL + HOUR);
    expect(clock.aheadMs()).toBe(HOUR);
    expect(clock.takeStep()).toBe(0);
  });

  it('adds up steps that nobody asked about between', () => {
    const machine = aMachine();
    const clock = steadyClock(machine);
    machine.isSet(HOUR);
    clock.now();
    machine.isSet(HOUR);
    expect(clock.takeStep()).toBe(2 * HOUR);
  });
});
