import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openLessons } from '../../../adapters/local/lessons/open-lessons.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import { atLeast, type Figure, measured, median } from '../../figure.ts';
import { measureRun } from '../measure-run.ts';
import { madeCourse } from '../packages/a-course.ts';
import { cartridgeParts } from '../packages/cartridge-parts.ts';
import { moodleParts } from '../packages/moodle-parts.ts';
import { packTar, packZip } from '../packages/pack.ts';
import type { PhaseResult } from '../phase-result.ts';
import { type Stage, TOOL_MAX_MS } from '../stage.ts';
import { preauCommand } from '../tools/preau.ts';

/** The goal of the mirrors' issue. */
const MB_PER_SECOND = 30;
const RUNS = 3;

/** Packages of a learning platform: opened, listed, each file read; then a whole build of one. */
export async function packagesPhase(stage: Stage): Promise<PhaseResult> {
  const { folder, plan, say } = stage;
  say(`packages: packing courses of ${plan.packageMB} MB`);
  const course = await madeCourse(plan.packageMB);
  const [moodle, cartridge] = [moodleParts(course), cartridgeParts(course)];
  const at = join(folder, 'packages');
  await mkdir(at, { recursive: true });
  const packed = [
    { name: '.mbz, a ZIP', file: join(at, 'zip.mbz'), pack: packZip, parts: moodle },
    { name: '.mbz, a TAR.GZ', file: join(at, 'tar.mbz'), pack: packTar, parts: moodle },
    { name: '.imscc', file: join(at, 'course.imscc'), pack: packZip, parts: cartridge },
  ];
  const figures: Figure[] = [];
  for (const { name, file, pack, parts } of packed) {
    await pack(parts, file);
    const megabytes = (await stat(file)).size / 1e6;
    say(`packages: ${name}`);
    const seconds: number[] = [];
    for (let turn = 0; turn < RUNS; turn += 1)
      seconds.push(await readAll(file, course.pages.length + course.documents.length));
    const rate = megabytes / median(seconds);
    const title = `${name}, ${Math.round(megabytes)} MB: every lesson read, median of ${RUNS}`;
    figures.push(atLeast(title, rate, 'MB/s', MB_PER_SECOND));
    // One of them is enough: what a build does is the same for all.
    if (parts === cartridge) figures.push(...(await wholeBuild(stage, name, file, megabytes)));
  }
  return { figures, tables: [] };
}

/** @returns seconds @throws Error when fewer lessons came out than were put in */
async function readAll(file: string, atLeastFiles: number): Promise<number> {
  const start = performance.now();
  const source = await openLessons(file, mirrorWords('fr'));
  try {
    await source.sets();
    const { files, leftOut } = await source.list();
    await source.outline?.();
    for (const one of files)
      if ((await source.read(one)) === null) throw new Error(`${one.name} could not be read`);
    const seconds = (performance.now() - start) / 1_000;
    if (files.length >= atLeastFiles) return seconds;
    throw new Error(
      `expected ${atLeastFiles} lessons at least, got ${files.length}: ${JSON.stringify(leftOut.slice(0, 3))}`,
    );
  } finally {
    await source.close?.();
  }
}

/** With cleaning, pictures, search and signature, as a process. */
async function wholeBuild(
  { leftovers }: Stage,
  name: string,
  file: string,
  megabytes: number,
): Promise<readonly Figure[]> {
  const command = preauCommand('mirror', 'build', file, '--out', `${file}-out`, '--json');
  const run = await measureRun(command, { maxMs: TOOL_MAX_MS }, leftovers);
  if (run.exitCode !== 0) throw new Error(`${name} was not built: ${run.errors}`);
  return [
    measured(`${name}: a whole build, pictures encoded`, megabytes / run.wallSec, 'MB/s'),
    measured(`${name}: peak memory of that build`, run.peakMiB, 'MiB'),
  ];
}
