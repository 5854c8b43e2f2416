import type { EpochMs } from '../../core/units.ts';

/** The messages that a rehearsal's sinks took in. */
export interface InboxSource {
  /** The latest first; those older than the message `before` when it is given. */
  list(query: InboxQuery): Soon<readonly InboxItem[]>;
  get(id: string): Soon<InboxMessage | null>;
  counts(): Soon<{ readonly mail: number; readonly sms: number }>;
}

type Soon<Value> = Value | Promise<Value>;

export type InboxChannel = 'mail' | 'sms';

export interface InboxQuery {
  readonly channel?: InboxChannel;
  /** Looked for in recipient, subject and text; as people type it, never empty. */
  readonly search?: string;
  /** The id of the last message of the page before. */
  readonly before?: string;
  readonly limit: number;
}

export interface InboxItem {
  readonly id: string;
  readonly channel: InboxChannel;
  readonly at: EpochMs;
  readonly to: string;
  /** Null for an SMS. */
  readonly subject: string | null;
  /** The text, or its beginning. */
  readonly text: string;
}

export interface InboxMessage extends InboxItem {
  readonly from: string;
  readonly html: string | null;
}
