import { basename } from 'node:path';
import { type BuildMirrorFolder, buildMirrorFolder } from '../adapters/local/mirror/build.ts';
import type { BuildReport } from '../app/mirror/build-report.ts';
import type { CrawlReport } from '../adapters/local/crawl/crawl-request.ts';
import { isWebAddress } from '../core/mirror/web-address.ts';
import { withoutEnd } from '../core/mirror/without-end.ts';
import { epochMs, platformId } from '../core/units.ts';
import { PreauError } from '../core/errors.ts';
import type { CliIo } from './frame-io.ts';
import { crawlLines, crawlWarnings } from './crawl-lines.ts';
import { crawlTelling } from './crawl-progress.ts';
import { buildWarnings } from './mirror-build-warnings.ts';
import { reportJson } from './mirror-build-json.ts';
import { refuseWrongNames } from './mirror-names.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import { readSiteOptions, type TypedSiteOptions } from './mirror-site-options.ts';
import { createOutput, type Output } from './output.ts';
import type { PausableWork } from './pause-on-interrupt.ts';
import { printable } from './printable.ts';
import { progressLines } from './progress-lines.ts';

export interface MirrorBuildOptions extends TypedSiteOptions {
  readonly source: string;
  readonly out: string;
  /** @default the name of the source */
  readonly platform?: string | undefined;
  readonly title?: string | undefined;
  /** Names under which the lessons stand: links to them stay on the mirror. */
  readonly hosts?: readonly string[] | undefined;
  /** The signing key's file; `false` for no signature. */
  readonly key?: string | false | undefined;
  readonly timeZone?: string | undefined;
  /** Where the platform's state is told. */
  readonly statusPage?: string | undefined;
  /** Makes Ctrl-C pause the visit of a web site. Absent: it ends the process. */
  readonly pausable?: (() => PausableWork) | undefined;
  readonly json?: boolean | undefined;
  readonly now: number;
}

/** Lines of a list shown to people; JSON has them all. */
const SHOWN = 10;

/**
 * `preau mirror build`: lessons into a mirror's folder.
 *
 * @returns the exit code: 0
 * @throws PreauError see {@link buildMirrorFolder}; `argument-invalid` for a platform that is no id,
 *   for a status page or a host that is none, and for connections out of bounds
 */
export async function mirrorBuild(options: MirrorBuildOptions, io: CliIo): Promise<number> {
  const platform = options.platform ?? nameOfSource(options.source);
  if (!/^[a-z0-9-]{1,64}$/.test(platform)) {
    throw new PreauError(
      'argument-invalid',
      `--platform: expected 1 to 64 of a-z, 0-9 and -, got ${platform}; use the id of preau.yaml`,
      { said: { key: 'mirror.platform', values: { got: platform.slice(0, 100) } } },
    );
  }
  refuseWrongNames(options);
  const out = createOutput(io);
  const { site, visit, end } = visitOf(io, options);
  const report = await buildMirrorFolder({
    source: options.source,
    outFolder: options.out,
    platform: platformId(platform),
    title: options.title,
    builtAt: epochMs(options.now),
    language: io.language,
    timeZone: options.timeZone,
    statusPage: options.statusPage,
    ownHosts: options.hosts,
    keyFile: options.key === false ? null : options.key,
    onProgress: progress(io, options),
    site,
  }).finally(end);
  if (options.json === true) out.json(reportJson(report, visit.report, io));
  else tell(report, visit.report, io, out);
  return 0;
}

/** How a web site is fetched, and what is told meanwhile. `end` gives Ctrl-C back. */
function visitOf(io: CliIo, options: MirrorBuildOptions) {
  const { source, json, pausable } = options;
  const pausing = isWebAddress(source) ? pausable?.() : undefined;
  const telling = crawlTelling(io, json === true, () => performance.now());
  const end = (): void => {
    telling.end();
    pausing?.end();
  };
  const visit: { report: CrawlReport | null } = { report: null };
  const { onProgress, onResume } = telling;
  const site: NonNullable<BuildMirrorFolder['site']> = {
    ...readSiteOptions(options),
    onProgress,
    onResume,
    environment: io.env,
    ...(pausing && { signal: pausing.signal }),
    onReport: (report) => {
      visit.report = report;
      end();
    },
  };
  return { site, visit, end };
}

/** A counter that writes over itself, on a terminal only. */
function progress(io: CliIo, options: MirrorBuildOptions): (done: number, total: number) => void {
  const lines = progressLines(io, () => performance.now());
  if (lines !== null) return lines;
  if (io.stderr.isTTY !== true || options.json === true) return () => undefined;
  return (done, total) => {
    if (done % 50 === 0 || done === total)
      io.stderr.write(`\r${done}/${total}${done === total ? '\r\u001B[K' : ''}`);
  };
}

/** A mirror that is of no platform yet is called after its lessons. */
function nameOfSource(source: string): string {
  const name = basename(withoutEnd(source, '/')).replace(/\.[a-z0-9.]{1,8}$/i, '');
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 64) || 'lessons'
  );
}

function tell(report: BuildReport, crawl: CrawlReport | null, io: CliIo, out: Output): void {
  const { words, language } = io;
  const { manifest, links } = report;
  const say = (key: string, values: Record<string, string | number> = {}): string =>
    words(`mirror.build.${key}`, values);
  out.line(out.paint.bold(say('built', { buildId: manifest.buildId, title: manifest.title })));
  out.line(`  ${say('where', { folder: report.folder })}`);
  out.line(
    `  ${say('counts', { pages: report.pages, files: report.files, size: readableSize(report.bytes, language), changed: report.changed })}`,
  );
  out.line(`  ${say('links', links)}`);
  const removed = Object.entries(report.removed).map(
    ([kind, count]) => `${words(`mirror.removed.${kind}`)} ${count}`,
  );
  if (removed.length > 0) out.line(`  ${say('removed', { list: removed.join(', ') })}`);
  for (const line of crawl === null ? [] : crawlLines(crawl, io)) out.line(`  ${line}`);
  const warnings = [...buildWarnings(report, words), ...(crawl ? crawlWarnings(crawl, io) : [])];
  for (const warning of warnings) out.line(`  ${out.paint.yellow(warning)}`);
  const leftOut = report.leftOut.map(
    ({ name, reason }) => `${name} : ${words(`mirror.leftOut.${reason}`)}`,
  );
  list(out, say('leftOut', { count: leftOut.length }), leftOut, say);
  const dead = report.deadLinks.map(({ page, target }) => `${page} → ${target}`);
  list(out, say('deadLinks'), dead, say);
}

function list(
  out: Output,
  title: string,
  lines: readonly string[],
  say: (key: string, values: Record<string, number>) => string,
): void {
  if (lines.length === 0) return;
  out.line(`  ${title}`);
  for (const line of lines.slice(0, SHOWN)) out.line(`    ${printable(line)}`);
  if (lines.length > SHOWN) out.line(`    ${say('more', { count: lines.length - SHOWN })}`);
}
