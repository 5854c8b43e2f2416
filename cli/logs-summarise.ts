import type { LogFormat } from '../adapters/local/access-log/choose-reader.ts';
import type { LogsSummary } from '../adapters/local/access-log/logs-summary.ts';
import { summariseLogs } from '../adapters/local/access-log/summarise-logs.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { logsLines } from './logs-lines.ts';
import { reasonOf } from './logs-reason.ts';
import { logsWords } from './logs-words.ts';
import { createOutput } from './output.ts';
import { progressLines } from './progress-lines.ts';

export interface LogsOptions extends CommonOptions {
  readonly baseline?: readonly string[];
  readonly phases?: string;
  readonly from?: number;
  readonly to?: number;
  readonly format: LogFormat | 'auto';
}

/** Digits that a share or a rate is worth. Chosen. */
const DIGITS = 5;

/**
 * `preau logs summarise`: what happened in access logs, phase by phase.
 *
 * @returns the exit code: 0, or 1 when nothing useful could be read
 * @throws PreauError `log-unreadable` that names every file that cannot be read
 */
export async function summariseForPeople(
  files: readonly string[],
  options: LogsOptions,
  io: CliIo,
): Promise<number> {
  const { baseline, phases, from, to, format } = options;
  const progress = showProgress(io, () => performance.now());
  const summary = await summariseLogs({
    files,
    format,
    ...(baseline === undefined ? {} : { baseline }),
    ...(phases === undefined ? {} : { phases }),
    ...(from === undefined ? {} : { fromSec: from }),
    ...(to === undefined ? {} : { toSec: to }),
    onProgress: progress.tell,
  });
  progress.end();
  const output = createOutput(io);
  if (options.json === true) output.json(asJson(summary, io));
  else for (const line of logsLines(summary, io)) output.line(line);
  if (summary.requests > 0) return EXIT.ok;
  output.note(logsWords(io.language).nothing);
  return EXIT.refused;
}

/** A short log is read before a line could be. Chosen. */
const PROGRESS_FROM_BYTES = 256 * 1_048_576;
const EVERY_MS = 200;

/** How far a long log is read, on a terminal in a line that writes over itself. */
function showProgress(io: CliIo, now: () => number) {
  const lines = progressLines(io, now);
  const isShown = lines === null && io.stderr.isTTY === true;
  const percent = new Intl.NumberFormat(io.language, { style: 'percent' });
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    tell: (done: number, total: number): void => {
      lines?.(done, total);
      if (!isShown || total < PROGRESS_FROM_BYTES || now() - shownAt < EVERY_MS) return;
      shownAt = now();
      io.stderr.write(`\r\u001B[K${percent.format(done / total)}`);
    },
    end: (): void => {
      if (isShown && shownAt > Number.NEGATIVE_INFINITY) io.stderr.write('\r\u001B[K');
    },
  };
}

/** Phases in one level, with the reason in words beside its codes. */
const asJson = ({ phases, ...rest }: LogsSummary, io: CliIo): unknown =>
  rounded({
    ...rest,
    phases: phases.map(({ comparison, ...phase }) => ({
      ...phase,
      reason: comparison === null ? null : reasonOf(phase.because, comparison, io.language),
      ...comparison,
    })),
  });

function rounded(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]));
}
