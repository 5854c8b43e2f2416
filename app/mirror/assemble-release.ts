import { PreauError } from '../../core/errors.ts';
import { buildIdOf } from '../../core/mirror/canonical-manifest.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import type { BuildPlan, ShareResult } from './build-plan.ts';
import { manifestContent } from './manifest-content.ts';
import { openDesk } from './open-desk.ts';
import { editionOf, ownFiles } from './own-files.ts';
import { planSite } from './plan-site.ts';
import type { BuildMirrorPorts } from './ports.ts';

export interface AssemblePorts
  extends Pick<BuildMirrorPorts, 'words' | 'stemmers' | 'hashText' | 'sign'> {
  /** Keep a page that the mirror adds until the release is put together. */
  readonly keep: (bytes: Uint8Array, path: string) => Promise<Sha256>;
}

/**
 * Put together what the shares came to: lists, search and help pages, and the signed manifest.
 *
 * The same build id as `buildMirror` gives for the same source and day, without an encoder of
 * pictures and without archives: pages here do not know the measures of theirs, and nothing reads back
 * what the shares have written.
 *
 * @throws PreauError `mirror-source-empty` when no page or document is left to show
 */
export async function assembleRelease(
  ports: AssemblePorts,
  plan: BuildPlan,
  results: readonly ShareResult[],
): Promise<Manifest> {
  const { request, sets } = plan;
  const lessons = results.flatMap((result) => result.lessons);
  if (lessons.length === 0) throw nothingToShow(plan, results);
  const site = planSite(plan);
  const { frame } = openDesk({ ...ports, markup: NO_MARKUP }, request, plan, site);
  const files: ManifestFile[] = results.flatMap((result) => result.files);
  const edition = editionOf(files, ports.hashText);
  const listed = { ...site, lessons, edition, archives: [] };
  for (const { path, type, bytes } of ownFiles(frame, listed, ports)) {
    files.push({ path, type, sizeBytes: bytes.length, sha256: await ports.keep(bytes, path) });
  }
  const { platform, builtAt, statusPage } = request;
  const { aliases } = site;
  const content = manifestContent({ platform, title: frame.title, sets, files, aliases });
  return ports.sign({
    ...content,
    buildId: buildIdOf(content, ports.hashText),
    builtAt,
    ...(statusPage !== undefined && { statusPage }),
  });
}

/** No lesson is read here: that is the shares' work. */
const NO_MARKUP = {
  page: () => null,
  markdown: () => ({ html: '', title: null, removed: {} }),
  drawing: () => null,
};

function nothingToShow(plan: BuildPlan, results: readonly ShareResult[]): PreauError {
  const leftOut = plan.leftOut.length + results.flatMap((result) => result.leftOut).length;
  return new PreauError(
    'mirror-source-empty',
    `expected at least one HTML or Markdown page or one PDF among the lessons of ${plan.request.platform}, got none that can be shown (${leftOut} left out); put them into the lessons bucket under ${plan.request.platform}/`,
  );
}
