import { PreauError } from '../../../core/errors.ts';
import { readFileBounded } from '../read-file-bounded.ts';
import { instantSec } from './instant-sec.ts';

/** A phase as people name and bound it. */
export interface NamedPhase {
  readonly name: string;
  /** Seconds since 1970; `toSec` is not in it. */
  readonly fromSec: number;
  readonly toSec: number;
}

/** Each phase is counted in memory of its own. Chosen. */
const PHASES_MAX = 64;
const FILE_MAX_BYTES = 1_048_576;
const NAME_MAX_CHARS = 64;

/**
 * Read phases from a CSV file: `phase,start,end`, with a line of headings or without, times in seconds
 * since 1970 or ISO 8601 with a zone; further columns are passed over.
 *
 * @returns by time
 * @throws PreauError `log-unreadable` that tells every line that cannot be read
 */
export async function readPhases(path: string): Promise<readonly NamedPhase[]> {
  const bytes = await readFileBounded(path, FILE_MAX_BYTES, 'followed').catch(() => null);
  if (bytes === null) throw refusal(path, ['EACCES, ENOENT, > 1 MB']);
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const problems: string[] = [];
  const phases = lines.flatMap((line, index) => {
    if (line.trim() === '' || (index === 0 && /^phase\s*[,;]/i.test(line))) return [];
    const phase = readPhase(line);
    if (phase !== null) return [phase];
    problems.push(`${index + 1}: ${line.slice(0, 60)}`);
    return [];
  });
  const rising = phases.toSorted((a, b) => a.fromSec - b.fromSec);
  for (const [index, phase] of rising.entries()) {
    const next = rising[index + 1];
    if (next !== undefined && next.fromSec < phase.toSec)
      problems.push(`${phase.name} / ${next.name}`);
  }
  if (rising.length > PHASES_MAX) problems.push(`${rising.length} > ${PHASES_MAX}`);
  if (rising.length === 0 || problems.length > 0) throw refusal(path, problems.slice(0, 20));
  return rising;
}

function readPhase(line: string): NamedPhase | null {
  const [name = '', start = '', end = ''] = line.split(/[,;]/).map((cell) => cell.trim());
  const [fromSec, toSec] = [instantSec(start), instantSec(end)];
  if (name === '' || fromSec === null || toSec === null || toSec <= fromSec) return null;
  return { name: name.slice(0, NAME_MAX_CHARS), fromSec, toSec };
}

const refusal = (path: string, problems: readonly string[]): PreauError =>
  new PreauError(
    'log-unreadable',
    `expected phases in ${path}, one a line as name,start,end, in order of time, none over another, times in seconds since 1970 or ISO 8601 with a zone; got ${problems.join('; ') || 'none'}`,
    { said: { key: 'logs.phases', values: { path, problems: problems.join(' ; ') || '0' } } },
  );
