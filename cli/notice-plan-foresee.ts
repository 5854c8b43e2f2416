import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '../adapters/local/hash.ts';
import { copyDirectory, openDirectoryCopy } from '../adapters/local/directory-copy.ts';
import { directoryPath } from '../adapters/local/directory.ts';
import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { openCalendar } from '../adapters/local/open-calendar.ts';
import { readSilence } from '../adapters/local/read-only-ledger.ts';
import { contentIfNow, type ForeseenPhase } from '../app/notices/content-if-now.ts';
import { planSettings } from '../app/notices/notice-settings.ts';
import { foreseePlan } from '../app/notices/plan-notice.ts';
import { EUROS_PER_THOUSAND_MAILS } from '../config/aws-mail-price.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import type { Plan } from '../core/notice/plan.ts';
import { renderSms } from '../core/notice/render-sms.ts';
import type { Platform } from '../core/platform.ts';
import type { EpochMs } from '../core/units.ts';
import { loadPolicy } from '../home/load-policy.ts';

export interface Foreseen {
  readonly platform: Platform;
  readonly plan: Plan;
  /** Parts of the French SMS. */
  readonly partsEach: number;
  /** That SMS. */
  readonly text: string;
}

export interface ForeseeQuestion {
  readonly platform: string | undefined;
  readonly phase: ForeseenPhase;
  readonly at: EpochMs;
  readonly dataFolder: string;
}

/**
 * Plan a notice of a platform that is taken to fall at an instant, for the schools of a data folder.
 * Both are only read.
 *
 * @throws PreauError `argument-invalid` for no such platform, or several to choose from;
 *   `not-found` without a directory of schools
 */
export async function foreseeNotice(config: Config, question: ForeseeQuestion): Promise<Foreseen> {
  const { phase, at, dataFolder } = question;
  const policy = loadPolicy(config);
  const platform = chosen(policy.platforms, question.platform);
  const wordings = readNoticeWordings();
  const price = config.aws === undefined ? 0 : EUROS_PER_THOUSAND_MAILS;
  const settings = planSettings(config, policy, wordings, hashOf, openCalendar(config), price);
  const content = contentIfNow(platform, phase, at, policy);
  const clock = { now: () => at };
  return withDirectory(dataFolder, async (directory) => {
    const deliveries = readSilence(dataFolder);
    const notice = `${content.incident}/${phase}/1`;
    const plan = await foreseePlan({ directory, deliveries, clock }, settings, { notice, content });
    const { segments, text } = renderSms(content, wordings.fr, settings.timeZone);
    return { platform, plan, partsEach: segments, text };
  });
}

function chosen(platforms: readonly Platform[], asked: string | undefined): Platform {
  const [first, ...others] = platforms;
  if (asked === undefined && first !== undefined && others.length === 0) return first;
  const found = platforms.find(({ id }) => id === asked);
  if (found !== undefined) return found;
  const known = platforms.map(({ id }) => id).join(', ');
  throw new PreauError(
    'argument-invalid',
    `expected --platform with one of ${known}, got ${asked ?? 'none'}`,
    { said: { key: 'option.platform', values: { known, got: asked ?? { key: 'got.none' } } } },
  );
}

type Copy = ReturnType<typeof openDirectoryCopy>;

/** A copy is read, so that nothing is written beside a home, running or not. */
async function withDirectory<Result>(
  dataFolder: string,
  use: (directory: Copy) => Promise<Result>,
): Promise<Result> {
  const standing = directoryPath(dataFolder);
  if (!existsSync(standing))
    throw new PreauError(
      'not-found',
      `expected schools in ${dataFolder}, got none; import them: preau schools import FILE… --data ${dataFolder}`,
      { said: { key: 'start.noSchools', values: { folder: dataFolder } } },
    );
  const work = await mkdtemp(join(tmpdir(), 'preau-plan-'));
  try {
    const file = join(work, 'directory.sqlite');
    copyDirectory(standing, file);
    const copy = openDirectoryCopy(file);
    try {
      return await use(copy);
    } finally {
      copy.close();
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
