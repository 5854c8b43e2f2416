import { buildMirrorFolder } from '../adapters/local/mirror/build.ts';
import type { BuildReport } from '../app/mirror/build-report.ts';
import { epochMs, platformId } from '../core/units.ts';
import { PreauError } from '../core/errors.ts';
import type { CliIo } from './frame-io.ts';
import { readableSize } from './mirror-size.ts';
import { createOutput, type Output } from './output.ts';

export interface MirrorBuildOptions {
  readonly source: string;
  readonly out: string;
  readonly platform: string;
  readonly title?: string | undefined;
  /** Names under which the lessons stand: links to them stay on the mirror. */
  readonly hosts?: readonly string[] | undefined;
  /** The signing key's file; `false` for no signature. */
  readonly key?: string | false | undefined;
  readonly timeZone?: string | undefined;
  readonly json?: boolean | undefined;
  readonly now: number;
}

/** Lines of a list shown to people; JSON has them all. */
const SHOWN = 10;

/**
 * `preau mirror build`: a folder of lessons into a mirror's folder.
 *
 * @returns the exit code: 0
 * @throws PreauError see {@link buildMirrorFolder}; `argument-invalid` for a platform that is no id
 */
export async function mirrorBuild(options: MirrorBuildOptions, io: CliIo): Promise<number> {
  if (!/^[a-z0-9-]{1,64}$/.test(options.platform)) {
    throw new PreauError(
      'argument-invalid',
      `--platform: expected 1 to 64 of a-z, 0-9 and -, got ${options.platform}; use the id of preau.yaml`,
    );
  }
  const out = createOutput(io);
  const report = await buildMirrorFolder({
    sourceFolder: options.source,
    outFolder: options.out,
    platform: platformId(options.platform),
    title: options.title,
    builtAt: epochMs(options.now),
    language: io.language,
    timeZone: options.timeZone,
    ownHosts: options.hosts,
    keyFile: options.key === false ? null : options.key,
    onProgress: progress(io, options),
  });
  if (options.json === true) out.json(asJson(report));
  else tell(report, io, out);
  return 0;
}

/** A counter that writes over itself, on a terminal only. */
function progress(io: CliIo, options: MirrorBuildOptions): (done: number, total: number) => void {
  if (io.stderr.isTTY !== true || options.json === true) return () => undefined;
  return (done, total) => {
    if (done % 50 === 0 || done === total)
      io.stderr.write(`\r${done}/${total}${done === total ? '\r\u001B[K' : ''}`);
  };
}

function asJson({ manifest, ...report }: BuildReport): unknown {
  const { files: _files, aliases, ...named } = manifest;
  return { ...named, aliases: Object.keys(aliases).length, ...report };
}

function tell(report: BuildReport, io: CliIo, out: Output): void {
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
  if (manifest.licence === '') out.line(`  ${out.paint.yellow(say('licenceMissing'))}`);
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

/** File names come from outside: a terminal must not obey them. */
const printable = (text: string): string =>
  Array.from(text.slice(0, 300), (letter) =>
    letter < ' ' || (letter >= '\u007F' && letter <= '\u009F') ? '?' : letter,
  ).join('');
