import { type CheckName, finding, type Finding } from './finding.ts';

/** One look at the account. It reads, and changes nothing. */
export interface DoctorCheck {
  readonly name: CheckName;
  /** Rejects when it could not look; that is a finding too. */
  readonly look: (signal: AbortSignal) => Promise<readonly Finding[]>;
}

/** For one look with all its calls; a Region that is down answers none. Chosen. */
const LIMIT_MS = 30_000;

/** How the services say that the caller may not. */
const FORBIDDEN = /^(?:AccessDenied|Unauthorized|AuthorizationError|Forbidden|NotAuthorized)/;

/**
 * Look at everything at once, each within its time.
 *
 * @returns what was found, in the order of the checks; a check that could not look, or that did not
 *   end in time, gives an `unknown`
 */
export async function runChecks(
  checks: readonly DoctorCheck[],
  limitMs: number = LIMIT_MS,
): Promise<readonly Finding[]> {
  const found = await Promise.all(checks.map((check) => runOne(check, limitMs)));
  return found.flat();
}

async function runOne({ name, look }: DoctorCheck, limitMs: number): Promise<readonly Finding[]> {
  const signal = AbortSignal.timeout(limitMs);
  // What does not heed the signal is left behind.
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer in ${limitMs} ms`)));
  });
  try {
    return await Promise.race([look(signal), late]);
  } catch (error) {
    return [couldNotLook(name, error)];
  }
}

function couldNotLook(name: CheckName, error: unknown): Finding {
  const [kind, text] =
    error instanceof Error ? [error.name, error.message] : ['error', String(error)];
  const why = `${kind}: ${text}`.replaceAll(/\s+/g, ' ').slice(0, 200);
  return finding(name, FORBIDDEN.test(kind) ? 'not-allowed' : 'no-answer', { why });
}
