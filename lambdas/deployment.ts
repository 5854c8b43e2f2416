import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../app/deployment.ts';
import type { Words } from '../app/views/words.ts';
import { wordsOf } from '../app/views/words-of.ts';
import { DEPLOYMENT_FILE } from '../config/aws-names.ts';
import { policyFromConfig } from '../config/policy-from-config.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import type { Wordings } from '../core/notice/wording.ts';
import type { Policy } from '../core/policy.ts';

/** What a function's deployment settled, in the forms that the use cases take. */
export interface Ready {
  readonly config: Config;
  readonly policy: Policy;
  readonly wordings: Wordings;
  /** Of the organisation's language. */
  readonly words: Words;
  readonly version: string;
}

const known = new Map<string, Ready>();

/**
 * Read a function's own deployment file, once.
 *
 * It was checked when the stacks were made and travels with the code that reads it: checking it
 * again would only slow a cold start.
 *
 * @param folder of the bundle. @default where Lambda unpacks it
 * @throws PreauError `config-unreadable`
 */
export function readDeployment(folder: string = process.env['LAMBDA_TASK_ROOT'] ?? '.'): Ready {
  const path = join(folder, DEPLOYMENT_FILE);
  const ready = known.get(path) ?? readyOf(parse(path), path);
  known.set(path, ready);
  return ready;
}

function parse(path: string): Deployment {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Deployment;
  } catch (cause) {
    throw new PreauError(
      'config-unreadable',
      `Expected a deployment in ${path}, got: ${String(cause)}. Make it by « cdk deploy ».`,
      { cause },
    );
  }
}

const readyOf = (deployment: Deployment, path: string): Ready => ({
  config: deployment.config,
  policy: policyFromConfig(deployment.config, deployment.likelihoods),
  wordings: deployment.wordings,
  words: wordsOf(deployment.words, path),
  version: deployment.version,
});
