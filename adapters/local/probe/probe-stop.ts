import type { ProbeFailure } from '../../../core/watch/observation.ts';

/** Ends a probe at the stage that failed. Never leaves the prober. */
export class ProbeStop extends Error {
  override readonly name = 'ProbeStop';
  readonly failure: ProbeFailure;

  constructor(failure: ProbeFailure) {
    super(failure.detail);
    this.failure = { ...failure, detail: failure.detail.slice(0, 200) };
  }
}
