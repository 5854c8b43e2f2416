import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Machine } from './bench.ts';

/** The machine that a bench runs on: its kind, never its name or its folders. */
export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryMB: Math.round(totalmem() / 1_048_576),
  node: process.version,
  os: `${distribution()} (${type()} ${release()}, ${arch()})`,
});

/** `PRETTY_NAME` of os-release(5), where there is one. */
function distribution(): string {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1] ?? type();
  } catch {
    return type();
  }
}
