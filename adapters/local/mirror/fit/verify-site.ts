import { isIP } from 'node:net';
import { PreauError } from '../../../../core/errors.ts';
import { addressBook } from '../../../../core/mirror/address-book.ts';
import { aliasesApart } from '../../../../core/mirror/aliases-apart.ts';
import { aliasTarget } from '../../../../core/mirror/fit/alias-target.ts';
import { headerFaults } from '../../../../core/mirror/fit/header-faults.ts';
import { spreadSample } from '../../../../core/mirror/fit/spread-sample.ts';
import type { Manifest, ManifestFile } from '../../../../core/mirror/manifest.ts';
import { encodePath } from '../../../../core/mirror/site-link.ts';
import type { DurationMs, EpochMs } from '../../../../core/units.ts';
import { inLanes } from '../../in-lanes.ts';
import { judgeManifest, type ManifestVerdict } from '../judge-manifest.ts';
import { MANIFEST_MAX_BYTES, parseManifest } from '../manifest-schema.ts';
import { scanPage } from '../scan.ts';
import { askBehaviours } from './ask-behaviours.ts';
import { faultList, type FaultList, type FitFault } from './fit-fault.ts';
import { type BrowserLook, lookInBrowser } from './look-in-browser.ts';
import {
  judgeCertificate,
  lookAtCertificate,
  type ShownCertificate,
} from './look-at-certificate.ts';
import {
  type MirrorAnswer,
  type MirrorAsker,
  type MirrorPlace,
  mirrorAsker,
} from './mirror-asker.ts';
import { readPage } from './read-page.ts';
import { strayReference } from './stray-reference.ts';
import { ageFaults, pagesToOpen } from './verify-folder.ts';
import { parseForeignJson } from '../../../../core/parse-foreign-json.ts';

/** Whether a mirror that is served may take a platform's visitors, and why not. */
export interface SiteFitness {
  readonly manifest: Manifest;
  readonly certificate: ShownCertificate;
  readonly signature: ManifestVerdict['signature'];
  /** Files and aliases that were asked for, of all. */
  readonly asked: { readonly files: number; readonly aliases: number };
  readonly browser: BrowserLook;
  readonly faults: readonly FitFault[];
  readonly warnings: readonly FitFault[];
}

export interface VerifySite extends MirrorPlace {
  /** The mirror's own name, which must be kept out of search engines; null for none. */
  readonly ownName: string | null;
  readonly keyPem?: string | undefined;
  readonly maxAgeMs?: DurationMs | undefined;
  readonly now: EpochMs;
  /** Ask for every file and alias, instead of a sample. @default false */
  readonly all?: boolean | undefined;
  readonly browser?: boolean | undefined;
  readonly chromium?: string | undefined;
}

/** Files, and aliases, of a sample: some seconds at any distance. Chosen. */
const SAMPLE = 40;

/** Questions on their way at once: as many as a browser's connections. */
const AT_ONCE = 6;

/**
 * Judge a mirror from outside, as visitors of the platform will meet it: the machine is connected to, and the
 * platform's name is asked for. Nothing else is ever asked, and no redirection is followed.
 *
 * @throws PreauError `mirror-unverified` when it does not answer, or has no manifest
 */
export async function verifySite(request: VerifySite): Promise<SiteFitness> {
  const certificate = await lookAtCertificate(request).catch((error: unknown) => {
    throw unanswered(request, String(error));
  });
  const asker = mirrorAsker(request, !certificate.valid);
  try {
    return await verifyWith(request, certificate, asker);
  } finally {
    asker.close();
  }
}

async function verifyWith(
  request: VerifySite,
  certificate: ShownCertificate,
  asker: MirrorAsker,
): Promise<SiteFitness> {
  const { keyPem, now, maxAgeMs, all = false } = request;
  const manifest = await askManifest(request, asker);
  const verdict = judgeManifest(manifest, keyPem);
  const shown = judgeCertificate(certificate, now);
  const faults = faultList();
  const files = all ? manifest.files : filesToAsk(manifest);
  const aliases = Object.entries(manifest.aliases);
  const someAliases = all ? aliases : spreadSample(aliases, SAMPLE);
  await inLanes(files, AT_ONCE, (file) => askFile(asker, manifest, file, faults));
  const byPath = new Map(manifest.files.map((file) => [file.path, file]));
  const book = addressBook(manifest);
  const apart = new Map(aliasesApart(manifest).map((one) => [one.original, one]));
  const warnings = faultList();
  await inLanes(someAliases, AT_ONCE, async ([original, to]) => {
    const html = await askAlias(asker, original, byPath.get(to), faults);
    const one = apart.get(original);
    const stray = html && one && strayReference(book, readPage(html), one.file, original);
    const list = one?.isUnavoidable ? warnings : faults;
    if (stray) list.add({ kind: 'alias-apart', path: original, detail: stray });
  });
  const behaviours = await askBehaviours(asker, manifest, book);
  const browser = await look(request, certificate, manifest);
  const seen = browser.kind === 'done' ? browser : { faults: [], warnings: [] };
  return {
    manifest,
    certificate,
    signature: verdict.signature,
    asked: { files: files.length, aliases: someAliases.length },
    browser,
    faults: [
      ...shown.faults,
      ...verdict.faults,
      ...ageFaults(manifest, now, maxAgeMs),
      ...faults.all(),
      ...behaviours,
      ...seen.faults,
    ],
    warnings: [
      ...shown.warnings,
      ...warnings.all(),
      ...(await ownNameWarnings(request)),
      ...seen.warnings,
    ],
  };
}

async function askManifest(place: MirrorPlace, asker: MirrorAsker): Promise<Manifest> {
  try {
    const answer = await asker.ask({
      target: '/_preau/manifest.json',
      accept: '*/*',
      maxBytes: MANIFEST_MAX_BYTES,
    });
    if (answer.status !== 200 || answer.cut) throw new Error(`status ${answer.status}`);
    const data: unknown = parseForeignJson(answer.body.toString('utf8'));
    return parseManifest(data);
  } catch (error) {
    throw unanswered(place, `/_preau/manifest.json: ${String(error)}`);
  }
}

/** The mirror's own pages, and of the rest some from first to last. */
function filesToAsk({ files }: Manifest): readonly ManifestFile[] {
  const isOwn = ({ path, type }: ManifestFile): boolean =>
    path.startsWith('/_preau/') && type.startsWith('text/html');
  return [
    ...files.filter(isOwn).slice(0, SAMPLE),
    ...spreadSample(
      files.filter((file) => !isOwn(file)),
      SAMPLE,
    ),
  ];
}

async function askFile(
  asker: MirrorAsker,
  { buildId }: Manifest,
  file: ManifestFile,
  faults: FaultList,
): Promise<void> {
  const { path, type } = file;
  const answer = await askFor(asker, encodePath(path), path, file, faults);
  if (answer === null) return;
  const build = answer.headers['preau-build'];
  if (build !== buildId)
    faults.add({ kind: 'other-build', path, detail: `${buildId} / ${String(build ?? '')}` });
  for (const fault of headerFaults(answer.headers))
    faults.add({ kind: 'header', path, detail: fault });
  if (/^(text\/html|image\/svg)/.test(type))
    for (const fault of scanPage(path, answer.body.toString('utf8'))) faults.add(fault);
}

/** @returns what came, as text; null when it is not the file: said */
async function askAlias(
  asker: MirrorAsker,
  original: string,
  file: ManifestFile | undefined,
  faults: FaultList,
): Promise<string | null> {
  const target = aliasTarget(original);
  // One that is no address, or leads to no file, is told by other eyes.
  if (file === undefined || target === null) return null;
  const answer = await askFor(asker, target, original, file, faults);
  return answer === null ? null : answer.body.toString('utf8');
}

/** @returns null when what came is not the file: said */
async function askFor(
  asker: MirrorAsker,
  target: string,
  path: string,
  { sha256, sizeBytes }: ManifestFile,
  faults: FaultList,
): Promise<MirrorAnswer | null> {
  try {
    const answer = await asker.ask({ target, maxBytes: sizeBytes + 1 });
    const isFile = answer.status === 200 && !answer.cut && answer.sha256 === sha256;
    if (isFile) return answer;
    const kind = answer.status === 200 ? 'changed' : 'missing';
    faults.add({ kind, path, detail: kind === 'changed' ? answer.sha256 : String(answer.status) });
  } catch (error) {
    faults.add({ kind: 'unanswered', path, detail: String(error) });
  }
  return null;
}

/** Under its own name alone it must ask search engines to stay away: nobody must find the copy instead. */
async function ownNameWarnings(request: VerifySite): Promise<readonly FitFault[]> {
  const { ownName, hostname, address, port, ca } = request;
  if (ownName === null || ownName === hostname || isIP(ownName) !== 0) return [];
  const asker = mirrorAsker({ address, port, hostname: ownName, ca }, false);
  try {
    const { headers } = await asker.ask({ target: '/_preau/lecons.html', maxBytes: 1024 * 1024 });
    const isHidden = /\bno(?:index|ne)\b/i.test(String(headers['x-robots-tag'] ?? ''));
    return isHidden ? [] : [{ kind: 'own-name-found', path: ownName, detail: '' }];
  } catch (error) {
    return [{ kind: 'own-name', path: ownName, detail: String(error) }];
  } finally {
    asker.close();
  }
}

async function look(
  { browser = false, chromium, hostname, address, port, ca }: VerifySite,
  { valid }: ShownCertificate,
  manifest: Manifest,
): Promise<BrowserLook> {
  if (!browser) return { kind: 'not-asked' };
  // The certificate has been judged; a browser knows no authority that was given by hand.
  const anyCertificate = !valid || ca !== undefined;
  const from = { kind: 'machine', address, port, anyCertificate } as const;
  return lookInBrowser({ hostname, pages: pagesToOpen(manifest), from, chromium });
}

function unanswered({ address, port, hostname }: MirrorPlace, said: string): PreauError {
  const got = said.slice(0, 300);
  return new PreauError(
    'mirror-unverified',
    `expected a mirror at ${address} port ${port} that answers for ${hostname} with its manifest, got: ${got}; check the address, the name after --as, and that a build was published there`,
    { said: { key: 'release.unanswered', values: { address, port, hostname, got } } },
  );
}
