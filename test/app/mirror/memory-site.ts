import { hashOf } from '../../../adapters/local/hash.ts';
import { lessonMarkup } from '../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import { assembleRelease } from '../../../app/mirror/assemble-release.ts';
import { buildMirror } from '../../../app/mirror/build-mirror.ts';
import type { BuildPlan } from '../../../app/mirror/build-plan.ts';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { planBuild } from '../../../app/mirror/plan-build.ts';
import type { LessonSource } from '../../../app/mirror/ports.ts';
import { renderShare } from '../../../app/mirror/render-share.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { epochMs, platformId } from '../../../core/units.ts';

/** Lessons by their names, and original addresses of them. */
export interface MemorySite {
  readonly files: { readonly [name: string]: string };
  readonly aliases: { readonly [original: string]: string };
}

const words = mirrorWords('fr');
const common = {
  markup: lessonMarkup(words),
  words,
  stemmers: { fr: (word: string) => word, en: (word: string) => word },
  hashText: hashOf,
  sign: (manifest: Manifest) => manifest,
};
const request = {
  platform: platformId('ent-x'),
  builtAt: epochMs(0),
  language: 'fr',
} as const;

const sourceOf = ({ files, aliases }: MemorySite): LessonSource => ({
  sets: async () => [{ folder: '/', aliases, exclude: [] }],
  list: async () => ({
    files: Object.entries(files).map(([name, text]) => ({
      name,
      path: `/${name}`,
      sizeBytes: text.length,
    })),
    leftOut: [],
  }),
  read: async ({ name }) => new TextEncoder().encode(files[name]),
});

/** As one machine builds it. */
export async function buildInMemory(
  site: MemorySite,
): Promise<{ readonly report: BuildReport; readonly written: ReadonlyMap<string, string> }> {
  const written = new Map<string, string>();
  const store = {
    draft: async () => ({
      write: async (path: string, bytes: Uint8Array) => {
        written.set(path, new TextDecoder().decode(bytes));
        return hashOf(bytes);
      },
      commit: async (manifest: Manifest) => ({ folder: 'x', changed: manifest.files.length }),
      discard: async () => {},
    }),
  };
  const report = await buildMirror({ ...common, store, source: sourceOf(site) }, request);
  return { report, written };
}

/** As workers build it who know nothing but the plan, in shares of one file. */
export async function shareInMemory(site: MemorySite): Promise<Manifest> {
  const source = sourceOf(site);
  const work = { savePlan: async () => {} };
  const pointer = { current: async () => null };
  const releases = { manifest: async () => null };
  const made = await planBuild({ source, work, pointer, releases }, request, false);
  const plan = JSON.parse(JSON.stringify(made)) as BuildPlan;
  const keep = async (bytes: Uint8Array) => hashOf(bytes);
  const count = made.shares.reduce((sum, { from, to }) => sum + to - from, 0);
  const results = await Promise.all(
    Array.from({ length: count }, (_, from) =>
      renderShare({ ...common, source, keep }, plan, { from, to: from + 1 }),
    ),
  );
  return assembleRelease({ ...common, keep }, plan, results);
}
