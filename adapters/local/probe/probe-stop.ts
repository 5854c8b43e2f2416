import type { ProbeFailure } from '../../../core/watch/observation.ts';
import type {
  NameAnswer,
  SeenCertificate,
  TriedAddress,
} from '../../../core/watch/probe-record.ts';

/** What a stage that failed has seen all the same. */
export interface StopEvidence {
  readonly certificate?: SeenCertificate | undefined;
  readonly names?: readonly NameAnswer[];
  readonly tried?: readonly TriedAddress[];
}

/** Ends a probe at the stage that failed. Never leaves the prober. */
export class ProbeStop extends Error {
  override readonly name = 'ProbeStop';
  readonly failure: ProbeFailure;
  readonly evidence: StopEvidence;

  constructor(failure: ProbeFailure, evidence: StopEvidence = {}) {
    super(failure.detail);
    this.failure = { ...failure, detail: failure.detail.slice(0, 200) };
    this.evidence = evidence;
  }
}
