import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOYMENT_FILE, OTHER_WORDS_FILE, WORDS_FILE } from '../config/aws-names.ts';

/**
 * Write a deployment beside a function's code, its words in a file of their own: they are five
 * sixths of it, and most functions say nothing to people nor ask what day it is at a school; those in the other language apart again,
 * since few people ask in it.
 *
 * @param deployment JSON: see app/deployment.ts
 */
export function writeDeployment(folder: string, deployment: string): void {
  const { words, otherWords, wordings, calendar, academies, ...facts } = JSON.parse(
    deployment,
  ) as Readonly<Record<string, unknown>>;
  writeFileSync(join(folder, DEPLOYMENT_FILE), JSON.stringify(facts));
  writeFileSync(join(folder, WORDS_FILE), JSON.stringify({ words, wordings, calendar, academies }));
  writeFileSync(join(folder, OTHER_WORDS_FILE), JSON.stringify(otherWords));
}
