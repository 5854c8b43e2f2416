import middy from '@middy/core';
import { assembleRelease } from '../../app/mirror/assemble-release.ts';
import type { BuildPlan } from '../../app/mirror/build-plan.ts';
import type { BuildWork } from '../../app/mirror/build-work.ts';
import { copyBatches } from '../../app/mirror/copy-batches.ts';
import { type FinishBuildPorts, finishBuild } from '../../app/mirror/finish-build.ts';
import { isPackage } from '../../app/mirror/choose-packages.ts';
import { planBuild } from '../../app/mirror/plan-build.ts';
import type { LessonSource, MirrorWords } from '../../app/mirror/ports.ts';
import type { Releases } from '../../app/mirror/releases.ts';
import type { Stemmers } from '../../app/mirror/search/write-index.ts';
import type { Config } from '../../config/schema.ts';
import { aliasesApart } from '../../core/mirror/aliases-apart.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';
import { readEvent } from './read-event.ts';
import { requestOf } from './request-of.ts';

export interface PublishNeeds extends Pick<FinishBuildPorts, 'pointer' | 'tell'> {
  readonly config: Pick<Config, 'organisation' | 'pages' | 'platforms'>;
  readonly words: MirrorWords;
  readonly stemmers: Stemmers;
  readonly hashOf: (data: string | Uint8Array) => Sha256;
  readonly releases: Releases;
  readonly openWork: (platform: string, run: string) => BuildWork;
  /** With what is in packages, which were unpacked before. */
  readonly openLessons: (platform: string, run: string) => Promise<LessonSource>;
  /** Asked for when there is something to sign. */
  readonly signer: () => Promise<(manifest: Manifest) => Manifest>;
}

/** The steps of a mirror's build but for the rendering: plan, assemble, copy, finish. */
export function createHandler(needs: PublishNeeds) {
  return middy<unknown, { readonly done: string }>()
    .use(standard('publish-mirror'))
    .handler(async (input) => {
      const event = readEvent(input);
      const { kind, platform, run } = event;
      log().appendKeys({ platform, run, step: kind });
      const work = needs.openWork(platform, run);
      switch (kind) {
        case 'plan':
          await plan(needs, work, requestOf(needs.config, platform, event.startedAt), event);
          break;
        case 'assemble':
          await assemble(needs, work);
          break;
        case 'copy':
          await needs.releases.copy(platform, await work.batch(event.number));
          break;
        case 'finish':
          await finishBuild(needs, await work.manifest());
      }
      return { done: kind };
    });
}

async function plan(
  needs: PublishNeeds,
  work: BuildWork,
  request: BuildPlan['request'],
  { run, whole }: { readonly run: string; readonly whole: boolean },
): Promise<void> {
  const source = await needs.openLessons(request.platform, run);
  const made = await planBuild({ ...needs, source, work }, request, whole);
  const { files, leftOut, shares } = made;
  log().info('planned', {
    files: files.length,
    shares: shares.length,
    leftOut: leftOut.length,
    // Packages are the most that can be missing at once.
    packages: leftOut.filter(({ name }) => isPackage(name)),
  });
}

async function assemble(needs: PublishNeeds, work: BuildWork): Promise<void> {
  const made = await work.plan();
  const results = await work.results(made.shares.length);
  const sign = await needs.signer();
  const ports = {
    ...needs,
    sign,
    hashText: needs.hashOf,
    keep: (bytes: Uint8Array) => work.keep(bytes),
  };
  const manifest = await assembleRelease(ports, made, results);
  await work.saveRelease(manifest, copyBatches(manifest, made.previous));
  const sum = (of: (result: (typeof results)[number]) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  measure(
    'MirrorPages',
    sum(({ pages }) => pages),
  );
  log().info('assembled', {
    build: manifest.buildId,
    files: manifest.files.length,
    aliases: Object.keys(manifest.aliases).length,
    // Their pages are written for another folder, and there is no copy in theirs.
    apart: aliasesApart(manifest).length,
    deadLinks: sum(({ deadLinks }) => deadLinks),
    leftOut: results.flatMap(({ leftOut }) => leftOut).slice(0, 50),
  });
}
