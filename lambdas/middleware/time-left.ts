import type { Context } from 'aws-lambda';

/** What is left of an invocation. */
export interface TimeLeft {
  /** Aborts a margin before the function's end. */
  readonly signal: AbortSignal;
  /** Until `signal` aborts; 0 after it. */
  readonly remainingMs: () => number;
  readonly end: () => void;
}

/** To write an outcome down and to answer: a DynamoDB and an SQS call, and their retries. Chosen. */
const MARGIN_MS = 2_000;

/** Count an invocation's time down. `end` must be called, or a timer outlives it. */
export function timeLeft(context: Pick<Context, 'getRemainingTimeInMillis'>): TimeLeft {
  const ending = new AbortController();
  const left = () => Math.max(0, context.getRemainingTimeInMillis() - MARGIN_MS);
  const timer = setTimeout(() => ending.abort(), left());
  return {
    signal: ending.signal,
    remainingMs: () => (ending.signal.aborted ? 0 : left()),
    end: () => clearTimeout(timer),
  };
}
