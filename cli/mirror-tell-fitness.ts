import type { FitFault } from '../adapters/local/mirror/fit/fit-fault.ts';
import type { BrowserLook } from '../adapters/local/mirror/fit/look-in-browser.ts';
import type { FolderFitness } from '../adapters/local/mirror/fit/verify-folder.ts';
import type { SiteFitness } from '../adapters/local/mirror/fit/verify-site.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import { daysLeft } from '../core/mirror/fit/certificate-term.ts';
import type { EpochMs } from '../core/units.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

type Fitness = FolderFitness | (SiteFitness & { readonly name: string });

type Say = (key: string, values?: Record<string, string | number>) => string;

/** Lines of a list shown to people; JSON has them all. Chosen. */
const SHOWN = 50;

/** Say whether a mirror is fit, every fault by its path, then what to look at and what was looked at. */
export function tellFitness(fitness: Fitness, io: CliIo, now: EpochMs): void {
  const out = createOutput(io);
  const say: Say = (key, values = {}) => io.words(`mirror.verify.${key}`, values);
  const { faults, warnings, manifest } = fitness;
  const { buildId } = manifest;
  if (faults.length === 0) out.line(out.paint.green(good(fitness, say)));
  else
    out.line(
      out.paint.red(
        say(faults.length === 1 ? 'bad.one' : 'bad.more', { buildId, count: faults.length }),
      ),
    );
  for (const line of list(faults, io, say)) out.line(`  ${line}`);
  for (const line of facts(fitness, io, say, now)) out.line(`  ${line}`);
  if (warnings.length > 0)
    out.line(`  ${out.paint.yellow(say('warned', { count: warnings.length }))}`);
  for (const line of list(warnings, io, say)) out.line(`    ${line}`);
  for (const line of browserLine(fitness.browser, say)) out.line(`  ${line}`);
}

function good(fitness: Fitness, say: Say): string {
  const { signature: state } = fitness;
  const { buildId } = fitness.manifest;
  const signature = say(
    state === 'valid' ? 'signed' : state === 'absent' ? 'unsigned' : 'unchecked',
  );
  if ('filesRead' in fitness) return say('good', { buildId, files: fitness.filesRead, signature });
  return say('goodSite', { buildId, name: fitness.name, ...fitness.asked, signature });
}

function list(faults: readonly FitFault[], io: CliIo, say: Say): readonly string[] {
  const lines = faults.slice(0, SHOWN).map(({ kind, path, detail }) => {
    const told = kind === 'header' ? io.words(`mirror.header.${detail}`) : detail;
    return printable(say(kind, { path, detail: told }));
  });
  if (faults.length <= SHOWN) return lines;
  return [...lines, io.words('mirror.build.more', { count: faults.length - SHOWN })];
}

function facts(fitness: Fitness, io: CliIo, say: Say, now: EpochMs): readonly string[] {
  if ('weights' in fitness) {
    const { links, weights } = fitness;
    const median = readableSize(weights.medianBytes, io.language);
    const first = readableSize(weights.medianFirstViewBytes, io.language);
    return [say('weights', { links, median, first })];
  }
  const { valid, notAfter, protocol } = fitness.certificate;
  if (!valid || notAfter === null) return [];
  return [say('shown', { days: daysLeft(notAfter, now), protocol })];
}

function browserLine(browser: BrowserLook, say: Say): readonly string[] {
  switch (browser.kind) {
    case 'not-asked':
      return [];
    case 'absent':
      return [say('browserAbsent', { detail: browser.detail }).trim()];
    case 'done':
      return [say('browserDone', { pages: browser.pages.length, requests: browser.requests })];
  }
}
