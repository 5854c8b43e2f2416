import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../app/deployment.ts';
import { compileWordings } from '../app/notices/compile-wording.ts';
import type { SchoolTables } from '../app/cause/zone-days.ts';
import type { Words } from '../app/views/words.ts';
import { wordsOf } from '../app/views/words-of.ts';
import { DEPLOYMENT_FILE, OTHER_WORDS_FILE, WORDS_FILE } from '../config/aws-names.ts';
import { policyFromConfig } from '../config/policy-from-config.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import type { Wordings } from '../core/notice/wording.ts';
import type { Policy } from '../core/policy.ts';
import { EVERY_DAY, type SchoolCalendar, schoolCalendar } from '../core/school/school-calendar.ts';
import { type Speaker, speaker } from '../app/views/speaker.ts';

/** What a function's deployment settled, in the forms that the use cases take. */
export interface Ready {
  readonly config: Config;
  readonly policy: Policy;
  readonly wordings: Wordings;
  readonly calendar: SchoolCalendar;
  /** The official calendar itself, whichever days SMS keep. */
  readonly school: SchoolTables;
  /** Of the organisation's language. */
  readonly words: Words;
  /** The words of the language that a person asks for. */
  readonly speak: Speaker;
  readonly version: string;
}

/** What is read as a function starts; its words are read once something is to be said. */
type Facts = Omit<Deployment, 'otherWords' | keyof Said>;
type Said = Pick<Deployment, 'words' | 'wordings' | 'calendar' | 'academies'>;

const known = new Map<string, Ready>();

/**
 * Read a function's own deployment, once. Its words are read when they are first asked for.
 *
 * It was checked when the stacks were made and travels with the code that reads it: checking it
 * again would only slow a cold start.
 *
 * @param folder of the bundle. @default where Lambda unpacks it
 * @throws PreauError `config-unreadable`
 */
export function readDeployment(folder: string = process.env['LAMBDA_TASK_ROOT'] ?? '.'): Ready {
  const ready = known.get(folder) ?? readyOf(folder);
  known.set(folder, ready);
  return ready;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new PreauError(
      'config-unreadable',
      `Expected a deployment in ${path}, got: ${String(cause)}. Make it by « cdk deploy ».`,
      { cause },
    );
  }
}

function readyOf(folder: string): Ready {
  const { config, likelihoods, version } = parse(join(folder, DEPLOYMENT_FILE)) as Facts;
  const path = join(folder, WORDS_FILE);
  let said: Pick<Ready, 'wordings' | 'words' | 'calendar' | 'school'> | null = null;
  const ownWords = () => {
    if (said !== null) return said;
    const { wordings, words, calendar, academies } = parse(path) as Said;
    said = {
      wordings: compileWordings(wordings),
      words: wordsOf(words, path, config.organisation.language),
      calendar:
        config.notices.smsDays === 'every' ? EVERY_DAY : schoolCalendar(calendar, academies),
      school: { spans: calendar, academies },
    };
    return said;
  };
  const { language } = config.organisation;
  const otherPath = join(folder, OTHER_WORDS_FILE);
  const speak = speaker(language, (asked) =>
    asked === language
      ? ownWords().words
      : wordsOf(parse(otherPath) as Deployment['otherWords'], otherPath, asked),
  );
  return {
    config,
    speak,
    policy: policyFromConfig(config, likelihoods),
    version,
    get wordings() {
      return ownWords().wordings;
    },
    get calendar() {
      return ownWords().calendar;
    },
    get school() {
      return ownWords().school;
    },
    get words() {
      return ownWords().words;
    },
  };
}
