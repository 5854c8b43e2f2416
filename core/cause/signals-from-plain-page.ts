import type { EpochMs } from '../units.ts';
import { makeSignal } from './make-signal.ts';
import type { ProbeFact } from './probe-lines.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayShare } from './speech.ts';

export interface PlainPageEvidence {
  readonly at: EpochMs;
  /** What the probes of the last minutes saw of the platform's own page, which is its login. */
  readonly latest: readonly ProbeFact[];
  /** One of each vantage, of a page that needs no login. */
  readonly plain: readonly ProbeFact[];
  readonly speech: Speech;
}

const HALF = 0.5;
/** Of the failures: nearly all are answers, and bad ones; chosen. */
const ANSWERED_MIN = 0.8;
/** One vantage may have met a cache; chosen. */
const VANTAGES_MIN = 2;

const isMeasured = ({ target, by, failure }: ProbeFact): boolean =>
  target === 'origin' && by === undefined && failure?.stage !== 'vantage';
const isFailed = ({ failure }: ProbeFact): boolean =>
  failure !== null && failure.kind !== 'body-late';
const isAnswered = ({ failure }: ProbeFact): boolean =>
  failure?.stage === 'http' || failure?.stage === 'body';

/** Whether a platform is reached, and answers its own page by anything but that page. */
export function answersBadly(latest: readonly ProbeFact[]): boolean {
  const seen = latest.filter(isMeasured);
  const failed = seen.filter(isFailed);
  return (
    failed.length > HALF * seen.length &&
    failed.filter(isAnswered).length >= ANSWERED_MIN * failed.length
  );
}

/** The login fails while another page of the same servers answers, seen from every vantage. */
export function signalsFromPlainPage({
  at,
  latest,
  plain,
  speech,
}: PlainPageEvidence): readonly Signal[] {
  const seen = latest.filter(isMeasured);
  const asked = plain.filter(isMeasured);
  const isFine = asked.length >= VANTAGES_MIN && !asked.some(isFailed);
  if (!isFine || !answersBadly(latest)) return [];
  const share = seen.filter(isFailed).length / seen.length;
  const told = { values: { share: sayShare(speech, share) }, value: share };
  return [makeSignal({ at, source: 'plain-page', speech }, 'auth-login-only', told)];
}
