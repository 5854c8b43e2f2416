import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EpochMs } from '../../core/units.ts';
import { combinedTime } from './combined-time.ts';

/** One request as the log tells it. */
export interface LoggedRequest {
  readonly at: EpochMs;
  readonly client: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly sizeBytes: number;
  readonly referer: string;
  readonly agent: string;
}

export interface AccessLog {
  write(request: LoggedRequest): void;
  /** What was written is in the file once this resolves. */
  flush(): Promise<void>;
  /** Flush, and write no more. */
  close(): Promise<void>;
}

/** A log that a rehearsal may not outgrow: beyond it, lines are dropped (chosen; about 60 MB). */
const LINES_MAX = 400_000;
const FLUSH_EVERY_MS = 200;
const FIELD_MAX = 1_024;

/**
 * Append to an access log in Apache's combined format, in the rehearsal's own time, a few lines at
 * a time. A restarted rehearsal goes on in the same file.
 *
 * @see https://httpd.apache.org/docs/2.4/logs.html#combined
 */
export async function openAccessLog(path: string, timeZone: string): Promise<AccessLog> {
  await mkdir(dirname(path), { recursive: true });
  const timeOf = combinedTime(timeZone);
  let lines: string[] = [];
  let written = 0;
  let last: Promise<void> = Promise.resolve();

  const flush = () => {
    const text = lines.join('');
    lines = [];
    if (text) last = last.then(() => appendFile(path, text));
    return last;
  };
  // A log that cannot be written must not fell the origin; `close` tells.
  const timer = setInterval(() => void flush().catch(() => undefined), FLUSH_EVERY_MS);
  timer.unref();

  return {
    write: (request) => {
      written += 1;
      if (written <= LINES_MAX) lines.push(combinedLine(request, timeOf(request.at)));
    },
    flush,
    close: () => {
      clearInterval(timer);
      return flush();
    },
  };
}

function combinedLine(request: LoggedRequest, time: string): string {
  const { client, method, target, status, sizeBytes, referer, agent } = request;
  const asked = `${quotable(method)} ${quotable(target)} HTTP/1.1`;
  return `${client} - - [${time}] "${asked}" ${status} ${sizeBytes} "${quotable(referer) || '-'}" "${quotable(agent) || '-'}"\n`;
}

/** As Apache writes what a client sent: `"`, `\` and what is not printable ASCII as `\xhh`. */
function quotable(text: string): string {
  return text
    .slice(0, FIELD_MAX)
    .replaceAll(/["\\]|[^ -~]/gu, (letter) =>
      [...Buffer.from(letter)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
    );
}
