import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { LogPlan } from './log-plan.ts';
import { makeLog } from './make-log.ts';

export interface WrittenLog {
  readonly bytes: number;
  readonly lines: number;
}

/** Write a made log to a file, a second of it at a time. */
export async function writeLog(path: string, plan: LogPlan): Promise<WrittenLog> {
  const file = createWriteStream(path, { highWaterMark: 1_048_576 });
  let [bytes, lines] = [0, 0];
  for (const text of makeLog(plan)) {
    bytes += text.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
    if (!file.write(text, 'latin1')) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return { bytes, lines };
}
