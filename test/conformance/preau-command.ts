import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { KEYS } from './aws-account.ts';
import { NODE } from './lambda-function.ts';

const BIN = fileURLToPath(new URL('../../bin/preau.js', import.meta.url));
const COMMAND_MAX_MS = 60_000;

/**
 * Type a command of `preau` in a process of its own, with AWS's variables as an operator has them.
 *
 * @returns what it wrote
 * @throws Error with its complaint, unless it ended well
 */
export async function preau(endpoint: string, ...words: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    LANG: 'fr_FR.UTF-8',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  };
  const run = promisify(execFile);
  const { stdout } = await run(NODE, [BIN, ...words], { env, timeout: COMMAND_MAX_MS });
  return stdout;
}
