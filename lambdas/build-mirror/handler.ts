import middy from '@middy/core';
import * as z from 'zod/mini';
import type { BuildPlan } from '../../app/mirror/build-plan.ts';
import type { BuildWork } from '../../app/mirror/build-work.ts';
import type { LessonSource } from '../../app/mirror/ports.ts';
import { type RenderPorts, renderShare } from '../../app/mirror/render-share.ts';
import { WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { PreauError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/units.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';

export interface BuildNeeds {
  readonly markup: RenderPorts['markup'];
  readonly words: RenderPorts['words'];
  readonly hashOf: (data: string | Uint8Array) => Sha256;
  readonly openWork: (platform: string, run: string) => BuildWork;
  readonly openLessons: (platform: string) => Pick<LessonSource, 'read'>;
}

const renderEvent = z.strictObject({
  step: z.literal('render'),
  key: z.string().check(z.maxLength(300)),
});

/**
 * Writes one share of a mirror's files anew. The lessons are hostile; what this function may reach is
 * lessons and work, and no mirror.
 */
export function createHandler(needs: BuildNeeds) {
  return middy<unknown, { readonly files: number }>()
    .use(standard('build-mirror'))
    .handler(async (event) => {
      const { platform, run, number } = readShare(event);
      log().appendKeys({ platform, run, share: number });
      const work = needs.openWork(platform, run);
      const plan = await work.plan();
      const share = plan.shares[number];
      if (share === undefined) throw malformed(`share ${number} of ${plan.shares.length}`);
      const source = needs.openLessons(platform);
      const ports = {
        ...needs,
        hashText: needs.hashOf,
        source,
        keep: keepChanged(needs, work, plan),
      };
      const result = await renderShare(ports, plan, share);
      await work.saveResult(number, result);
      measure('MirrorFiles', result.files.length);
      const { heavyPictures = 0 } = result;
      if (heavyPictures > 0)
        log().warn('pictures over their budget are copied as they are', { heavyPictures });
      return { files: result.files.length };
    });
}

/** What the served release has at the same address, S3 copies from there. */
const keepChanged =
  ({ hashOf }: BuildNeeds, work: BuildWork, { previous }: BuildPlan): RenderPorts['keep'] =>
  async (bytes, path) => {
    const sha256 = hashOf(bytes);
    return previous?.hashes[path] === sha256 ? sha256 : work.keep(bytes);
  };

function readShare(event: unknown) {
  const read = z.safeParse(renderEvent, event);
  const share = read.success ? WORK_OBJECTS.read(read.data.key) : null;
  if (share?.isShare) return share;
  throw malformed(read.success ? 'the key of something else' : 'another event');
}

const malformed = (got: string): PreauError =>
  new PreauError(
    'request-malformed',
    `Expected a share of a build to render, { step: "render", key }, got ${got}. It is the state machine of the mirrors that calls this function.`,
  );
