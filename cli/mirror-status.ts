import type { MirrorWork } from '../app/mirror/due-mirror.ts';
import { mirrorWorkFile } from '../home/deploy/mirror-work-file.ts';
import { dataFolderOf } from './data-folder.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

export interface MirrorStatusOptions {
  /** A home's data folder. @default that of `preau start` run here */
  readonly data?: string | undefined;
  readonly json?: boolean | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * `preau mirror status`: what a home does and did for its mirrors.
 *
 * @returns the exit code: 0, or 1 when the last build of a mirror failed
 * @throws PreauError `argument-invalid` without a data folder
 */
export async function mirrorStatus(options: MirrorStatusOptions, io: CliIo): Promise<number> {
  const out = createOutput(io);
  const file = mirrorWorkFile(await dataFolderOf(options.data, io));
  const [work, isPaused] = await Promise.all([file.load(), file.isPaused()]);
  const failed = work.some(({ outcome }) => outcome === 'failed');
  if (options.json === true) {
    const mirrors = work.map((one) => ({ ...one, secondsLeft: secondsLeft(one, options.now) }));
    out.json({ paused: isPaused, mirrors });
    return failed ? 1 : 0;
  }
  if (isPaused) out.line(out.paint.yellow(io.words('mirror.status.paused')));
  if (work.length === 0) out.line(io.words('mirror.status.none'));
  for (const one of work) {
    out.line(`${one.platform}  ${phaseText(one, options.now, io)}`);
    if (one.outcome === 'failed')
      for (const line of one.words.split('\n')) out.line(`  ${printable(line)}`);
  }
  return failed ? 1 : 0;
}

/**
 * `preau mirror pause|resume`: have a home begin no build of a mirror, or begin them again.
 *
 * @returns the exit code: 0
 * @throws PreauError as {@link mirrorStatus}
 */
export async function mirrorPause(
  isPaused: boolean,
  options: Omit<MirrorStatusOptions, 'now'>,
  io: CliIo,
): Promise<number> {
  const out = createOutput(io);
  await mirrorWorkFile(await dataFolderOf(options.data, io)).pause(isPaused);
  if (options.json === true) out.json({ paused: isPaused });
  else out.line(io.words(`mirror.status.${isPaused ? 'pausing' : 'resuming'}`));
  return 0;
}

function phaseText(work: MirrorWork, now: number, io: CliIo): string {
  const { phase, outcome, endedAt, buildId, done, total } = work;
  if (phase === 'waiting') {
    const date = endedAt === null ? '–' : new Date(endedAt).toISOString().slice(0, 16);
    const values = { date: `${date.replace('T', ' ')} UTC`, buildId: buildId ?? '–' };
    return io.words(`mirror.status.${outcome ?? 'standing'}`, values);
  }
  const left = secondsLeft(work, now);
  const time = left === null ? '' : `, ${io.words('mirror.publish.left', { seconds: left })}`;
  return io.words(`mirror.status.${phase}`, { done, total }) + time;
}

/** By the rate of this phase so far. @returns null while it cannot be told */
function secondsLeft({ phase, startedAt, done, total }: MirrorWork, now: number): number | null {
  // Publishing begins later than the build: its rate is not known from these.
  if (phase !== 'building' || startedAt === null || done === 0) return null;
  return Math.max(0, Math.ceil(((now - startedAt) * (total - done)) / done / 1_000));
}
