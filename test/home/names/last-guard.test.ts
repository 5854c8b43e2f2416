import { EventEmitter } from 'node:events';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { boundLog } from '../../../home/names/bound-log.ts';
import { goOnAfterFaults } from '../../../home/names/last-guard.ts';
import { until, withFolder } from './names-fixture.ts';

// Goal: a fault that nobody caught neither ends the name server nor fills its disk.
// Method: faults that are told to it, and a file that grows.

test('a fault is told with where it was, and a hundred of them are enough', () => {
  const told: string[] = [];
  const faulty = new EventEmitter();
  goOnAfterFaults(faulty, (line) => told.push(line));
  faulty.emit('uncaughtException', new Error('what is wrong'), 'uncaughtException');
  expect(told[0]).toMatch(
    /answers go on \(uncaughtException\): Error: what is wrong\n.*last-guard/,
  );
  for (let count = 0; count < 1_000; count += 1)
    faulty.emit('uncaughtException', 'x'.repeat(5_000), 'unhandledRejection');
  expect(told).toHaveLength(101);
  expect(Math.max(...told.map(({ length }) => length))).toBeLessThan(2_200);
});

test('a log that has grown too long is emptied, and goes on from its beginning', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'names.log');
    const file = openSync(path, 'a');
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    const stop = boundLog(file, 1_000, 1);
    writeSync(file, 'x'.repeat(500));
    const size = () => readFileSync(path).length;
    expect(size()).toBe(500);
    writeSync(file, 'x'.repeat(600));
    await until(async () => size() === 0);
    writeSync(file, 'again');
    expect(readFileSync(path, 'utf8')).toBe('again');
    stop();
    silent.mockRestore();
    closeSync(file);
  }));
