import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildMirrorFolder } from '../../../adapters/local/mirror/build.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { atMost, type Figure, measured } from '../../figure.ts';
import type { PhaseResult } from '../phase-result.ts';
import type { Stage } from '../stage.ts';

/** The lessons of the rehearsal. */
export const LESSONS = fileURLToPath(
  new URL('../../../examples/april-6-2021/lessons/', import.meta.url),
);

/** The rehearsal builds one mirror per platform at its start, from the sets in turn. */
const SETS = ['python', 'nsi', 'site-nsi', 'fiches', 'python', 'nsi', 'site-nsi', 'fiches'];
const ALL_SETS_MAX_SEC = 3;

/** Pages of the synthetic folder: large enough to weigh, small enough for seconds. */
const PAGES = 1_000;

/** Folders into mirrors: what the rehearsal waits for at its start, and the builder alone. */
export async function lessonsPhase({ folder, plan, say }: Stage): Promise<PhaseResult> {
  say('lessons: building folders');
  const root = join(folder, 'lessons');
  const pages = plan.isTrial ? PAGES / 10 : PAGES;
  return { figures: [await rehearsalBuilds(root), await pageBuilds(root, pages)], tables: [] };
}

/** Build a mirror in this process. */
export async function buildHere(source: string, outFolder: string): Promise<void> {
  await buildMirrorFolder({
    source,
    outFolder,
    platform: platformId('bench'),
    builtAt: epochMs(Date.now()),
    language: 'fr',
  });
}

async function rehearsalBuilds(root: string): Promise<Figure> {
  const start = performance.now();
  for (const [index, set] of SETS.entries())
    await buildHere(join(LESSONS, set), join(root, `m${index}`));
  const seconds = (performance.now() - start) / 1_000;
  return atMost('eight mirrors of the rehearsal built', seconds, 's', ALL_SETS_MAX_SEC);
}

async function pageBuilds(root: string, pages: number): Promise<Figure> {
  const source = join(root, 'source');
  await mkdir(source, { recursive: true });
  const text =
    '<p>Un paragraphe de leçon avec <a href="p1.html">un lien</a> et du texte à lire.</p>\n'.repeat(
      150,
    );
  for (let page = 0; page < pages; page += 1)
    await writeFile(
      join(source, `p${page}.html`),
      `<title>Page ${page}</title><main><h1>Page ${page}</h1>${text}</main>`,
    );
  const start = performance.now();
  await buildHere(source, join(root, 'pages'));
  const rate = pages / ((performance.now() - start) / 1_000);
  return measured('pages built (13 kB of HTML each)', rate, 'pages/s');
}
