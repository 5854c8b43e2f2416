import { openSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { EVERY_MS, type SpentTime } from './spent-time.ts';

// A thread of its own, which goes on when a test has no end.

const { path, rounds } = workerData as SpentTime;
const file = openSync(path, 'w');

setInterval(() => {
  const { user, system } = process.cpuUsage();
  const spentMs = Math.round((user + system) / 1_000) + EVERY_MS * Atomics.load(rounds, 0);
  // Always as long: whoever reads meanwhile reads a whole number.
  writeSync(file, String(spentMs).padStart(12), 0);
}, EVERY_MS);
