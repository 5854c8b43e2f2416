// Goal: what the bench `shelter` reads of the machine, of dnsperf and of its own options is what is there.
// Method: texts as the programs print them, and options that are right, short and wrong.
import { expect, test } from 'vitest';
import { readRate } from '../../bench/shelter/answer-rate.ts';
import { readPlan } from '../../bench/shelter/plan.ts';
import { processTicks } from '../../bench/shelter/process-cost.ts';
import { spreadOf } from '../../bench/shelter/tables.ts';

test('the time of a process is its user and its system time, whatever its name holds', () => {
  const stat = '42 (a (b) c) S 1 42 42 0 -1 4194560 9 0 0 0 170 30 5 6 20 0 8 0 1 2 3';
  expect(processTicks(stat)).toBe(200);
});

test('a rate counts where every answer was a plain one, and nowhere else', () => {
  const words = (codes: string): string =>
    `  Response codes:       ${codes}\n  Queries per second:   15234.567890\n`;
  expect(readRate(words('NOERROR 76000 (100.00%)'))).toBeCloseTo(15_234.57);
  expect(() => readRate(words('NOERROR 10 (50.00%), SERVFAIL 10 (50.00%)'))).toThrow('SERVFAIL');
  expect(() => readRate('Timeout')).toThrow('Timeout');
});

test('without options the whole bench runs, and only then are its figures kept', () => {
  expect(readPlan({})).toMatchObject({ isWhole: true, runs: 10, longMs: 300_000, crowd: 500 });
  expect(readPlan({ PREAU_BENCH_SCALE: '0.1' })).toMatchObject({ isWhole: false, runs: 2 });
  const part = readPlan({ PREAU_BENCH_SHELTER: 'step,faults' });
  expect([part.isWhole, ...part.phases]).toEqual([false, 'step', 'faults']);
});

test('a phase that is not one, or a scale out of bounds, is refused', () => {
  expect(() => readPlan({ PREAU_BENCH_SHELTER: 'fault' })).toThrow('faults,long,crowd');
  for (const scale of ['0', '2', 'half'])
    expect(() => readPlan({ PREAU_BENCH_SCALE: scale })).toThrow('PREAU_BENCH_SCALE');
});

test('a run in which nothing was seen is the worst, and no median hides it', () => {
  expect(spreadOf([100, 300, 200])).toBe('0.20 / 0.30');
  expect(spreadOf([100, null, 200])).toBe('0.20 / never');
  expect(spreadOf([null, null, 200])).toBe('never / never');
});
