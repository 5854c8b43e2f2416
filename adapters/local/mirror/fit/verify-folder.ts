import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressBook } from '../../../../core/mirror/address-book.ts';
import { spreadSample } from '../../../../core/mirror/fit/spread-sample.ts';
import type { Weights } from '../../../../core/mirror/fit/weight.ts';
import type { Manifest, ManifestFile } from '../../../../core/mirror/manifest.ts';
import { between, type DurationMs, type EpochMs } from '../../../../core/units.ts';
import { verifyMirror, type VerifyReport } from '../verify.ts';
import { checkPages } from './check-pages.ts';
import type { FitFault } from './fit-fault.ts';
import { type BrowserLook, lookInBrowser, type ServePage } from './look-in-browser.ts';

/** Whether a mirror that lies in a folder may serve, and why not. */
export interface FolderFitness extends Omit<VerifyReport, 'faults'> {
  readonly links: number;
  readonly weights: Weights;
  readonly browser: BrowserLook;
  readonly faults: readonly FitFault[];
  readonly warnings: readonly FitFault[];
}

export interface VerifyFolder {
  /** A mirror's folder, whose current release is meant, or one release's own. */
  readonly folder: string;
  /** The builder's key, public or private, in PEM. */
  readonly keyPem?: string | undefined;
  /** An older build is unfit. @default no limit */
  readonly maxAgeMs?: DurationMs | undefined;
  readonly now: EpochMs;
  /** Open a sample of the pages in a browser. @default false */
  readonly browser?: boolean | undefined;
  readonly chromium?: string | undefined;
  /** The headers with which a server sends a file, the policy above all. */
  readonly headersOf: (file: ManifestFile) => Readonly<Record<string, string>>;
}

/** Pages that are opened in a browser, at most: a second each. From the task's brief. */
const BROWSER_PAGES = 12;

/**
 * Judge a mirror in a folder: it is what its manifest says, every link of every page leads somewhere, nothing of it
 * asks another host, it is light enough and not too old; in a browser if that is asked.
 *
 * @throws PreauError `mirror-unverified` when there is no manifest to compare with
 */
export async function verifyFolder(request: VerifyFolder): Promise<FolderFitness> {
  const { folder, keyPem, maxAgeMs, now } = request;
  const report = await verifyMirror(folder, keyPem);
  const { manifest } = report;
  const pages = await checkPages(report.folder, manifest);
  const browser = await look(request, report.folder, manifest);
  const seen = browser.kind === 'done' ? browser : { faults: [], warnings: [] };
  return {
    ...report,
    links: pages.links,
    weights: pages.weights,
    browser,
    faults: [
      ...report.faults,
      ...pages.faults,
      ...ageFaults(manifest, now, maxAgeMs),
      ...seen.faults,
    ],
    warnings: [...pages.warnings, ...seen.warnings],
  };
}

/** @returns one fault for a build that is older than its limit */
export function ageFaults(
  { builtAt }: Pick<Manifest, 'builtAt'>,
  now: EpochMs,
  maxAgeMs: DurationMs | undefined,
): readonly FitFault[] {
  const ageMs = between(builtAt, now);
  if (maxAgeMs === undefined || ageMs <= maxAgeMs) return [];
  const inHours = (ms: number): string => String(Math.floor(ms / 3_600_000));
  return [{ kind: 'too-old', path: '/', detail: `${inHours(ageMs)} h / ${inHours(maxAgeMs)} h` }];
}

/** The pages to open in a browser: the mirror's own, which have scripts, and lessons from first to last. */
export function pagesToOpen({ files }: Pick<Manifest, 'files'>): readonly string[] {
  const pages = files.filter(({ type }) => type.startsWith('text/html')).map(({ path }) => path);
  const own = pages.filter((path) => path.startsWith('/_preau/')).slice(0, BROWSER_PAGES / 2);
  const lessons = pages.filter((path) => !path.startsWith('/_preau/')).toSorted();
  return [...spreadSample(lessons, BROWSER_PAGES - own.length), ...own];
}

async function look(
  { browser = false, chromium, headersOf }: VerifyFolder,
  release: string,
  manifest: Manifest,
): Promise<BrowserLook> {
  if (!browser) return { kind: 'not-asked' };
  const book = addressBook(manifest);
  const serve: ServePage = async (target) => {
    const file = book.find(target);
    if (file === null) return null;
    const body = await readFile(join(release, file.path)).catch(() => null);
    return body && { headers: headersOf(file), body };
  };
  return lookInBrowser({
    hostname: 'mirror.invalid',
    pages: pagesToOpen(manifest),
    from: { kind: 'files', serve },
    chromium,
  });
}
