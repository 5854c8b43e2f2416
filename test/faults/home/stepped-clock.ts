import { readFileSync } from 'node:fs';

// Loaded into a process before all else (`node --import`): its `Date.now` is off by as many milliseconds as
// the file of PREAU_TEST_CLOCK says, looked at ten times a second. What reads the time by other ways (TLS's
// own check of certificates, SQLite, timers) goes on by the machine's clock.

const real = Date.now.bind(Date);
const file = process.env['PREAU_TEST_CLOCK'] ?? '';
let offsetMs = 0;
setInterval(() => {
  try {
    offsetMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offsetMs = 0;
  }
}, 100).unref();
Date.now = () => real() + offsetMs;
