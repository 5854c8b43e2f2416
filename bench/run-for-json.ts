import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A report is some kilobytes; more is no report. Chosen. */
const OUTPUT_MOST = 16 * 1024 * 1024;

/**
 * Run a script of this project that tells its progress on standard error and prints one JSON document on
 * standard output.
 *
 * @param script from the project's root
 * @returns the document, also where the script ends with 1, which says that it found something
 * @throws Error when it ends with anything else, or prints no JSON
 */
export async function runForJson(
  script: string,
  args: readonly string[],
  say: (progress: string) => void,
): Promise<unknown> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', say);
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (part: Buffer) => {
    size += part.length;
    if (size > OUTPUT_MOST) child.kill();
    else parts.push(part);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0 && code !== 1)
    throw new Error(`expected ${script} to end with 0 or 1, got ${code ?? 'a signal'}`);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
