import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** The 32 bytes that this home's opt-out links are made with; the file is made, mode 0600, if missing. */
export function readOptOutSecret(file: string): Buffer {
  try {
    const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
    if (secret.length === 32) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(32);
  writeFileSync(file, `${made.toString('hex')}\n`, { mode: 0o600 });
  return made;
}
