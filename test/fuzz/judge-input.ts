import { PreauError } from '../../core/errors.ts';
import type { FuzzTarget } from './target.ts';

/** From here on an input hangs its reader (P10). */
const HANG_MS = 1_000;

/** What one input did to its target. */
export type Judged =
  | { readonly kind: 'read'; readonly signature: string }
  | { readonly kind: 'finding'; readonly why: string };

/**
 * Give one input to a target, and look at what comes of it: a result and a `PreauError` are answers,
 * anything else that is thrown is a finding, and so is a second of a processor's work without an
 * answer, three times over: a machine may be at something else, or at its first compilation.
 */
export async function judgeInput(
  target: FuzzTarget,
  input: Uint8Array,
  hangMs: number = HANG_MS,
): Promise<Judged> {
  for (let tries = 1; ; tries += 1) {
    const from = process.threadCpuUsage();
    const judged = await outcome(target, input);
    const { user, system } = process.threadCpuUsage(from);
    const tookMs = (user + system) / 1_000;
    if (judged.kind === 'finding' || tookMs < hangMs) return judged;
    if (tries === 3) return { kind: 'finding', why: 'hangs' };
  }
}

async function outcome(target: FuzzTarget, input: Uint8Array): Promise<Judged> {
  try {
    // A copy: a reader that writes into what it was given would spoil the finding.
    return { kind: 'read', signature: await target.run(Uint8Array.from(input)) };
  } catch (error) {
    if (error instanceof PreauError) return { kind: 'read', signature: signatureOf(error) };
    return { kind: 'finding', why: nameOf(error) };
  }
}

/** Alike for errors that differ in their figures and quotations alone. */
const signatureOf = ({ code, message }: PreauError): string =>
  `${code} ${message.slice(0, 120).replace(/"[^"]*"|\d+/g, '·')}`;

/** What is thrown, and where first in our own code: so two findings are told apart. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${typeof error}`;
  const place = /\/((?:core|config|app|adapters|home|web|lambdas)\/[\w/.-]+:\d+)/.exec(
    error.stack ?? '',
  )?.[1];
  return `${error.name}: ${error.message.slice(0, 160)} at ${place ?? 'a library'}`;
}
