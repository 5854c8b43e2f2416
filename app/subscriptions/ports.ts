import type { DurationMs, EpochMs } from '../../core/units.ts';

/** One message that an endpoint is owed: fixed once it is written down, sent as it is each time. */
export interface Call {
  /** The change's own: whoever gets it twice knows it. */
  readonly id: string;
  readonly at: EpochMs;
  /** JSON, as it leaves. */
  readonly body: string;
}

/** How an endpoint stands. */
export interface EndpointStanding {
  /** The latest line of the journal whose changes are written down for it. */
  readonly seq: number;
  readonly failures: number;
  /** Since when it has failed without a break; null while it answers. */
  readonly failingSince: EpochMs | null;
  /** It is left alone until then; null: it is not. */
  readonly until: EpochMs | null;
}

/**
 * What each endpoint is owed, in the order of the journal. Endpoints are named by their configured
 * names.
 */
export interface CallLedger {
  /** How an endpoint stands; one that was never seen begins at `head`, and is owed nothing before it. */
  standing(endpoint: string, head: number): Promise<EndpointStanding>;
  /**
   * Write down what the lines up to `seq` owe it, all or nothing. Lines that are not after the
   * endpoint's own latest are written down already, and change nothing.
   */
  owe(endpoint: string, calls: readonly Call[], seq: number): Promise<void>;
  /** The oldest call that is owed, or null. */
  next(endpoint: string): Promise<Call | null>;
  /** The call was taken, or given up; the standing as it is then. */
  settle(endpoint: string, id: string, standing: Omit<EndpointStanding, 'seq'>): Promise<void>;
  /** The call stays owed. */
  postpone(endpoint: string, standing: Omit<EndpointStanding, 'seq'>): Promise<void>;
  /** How many calls are owed, and since when the oldest. */
  waiting(endpoint: string): Promise<CallsWaiting>;
}

/** What an endpoint has not taken yet. */
export interface CallsWaiting {
  readonly calls: number;
  /** The instant of the change that the oldest tells of; null where none waits. */
  readonly since: EpochMs | null;
}

/** What an endpoint answered to one call. */
export type CallAnswer =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'failed';
      /** A status or an error, at most 200 characters. */
      readonly detail: string;
      /** It asked to be left alone for so long. */
      readonly askedMs?: DurationMs;
    };

/** Signs a call and brings it to its endpoint, once. Never rejects for what the other side does. */
export interface Caller {
  call(endpoint: string, call: Call): Promise<CallAnswer>;
}
