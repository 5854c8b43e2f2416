import type { JournalEntry } from '../../../core/journal/entry.ts';
import type { State } from '../../../core/incident/state.ts';
import type { PromiseId } from '../../../core/promises/promise.ts';
import type { PlatformId } from '../../../core/units.ts';
import type { Asked } from '../world/dns-provider.ts';
import type { Arrived } from '../world/messengers.ts';
import type { World } from '../world/world.ts';

/** A promise seen broken, and at which step of the world. */
export interface Broken {
  readonly promise: PromiseId;
  readonly step: number;
  readonly why: string;
}

/** What a judge knows of a world beside the world itself. */
export interface Court {
  readonly world: World;
  /** What the journal says, replayed by nobody but the judges. */
  readonly state: () => State;
  /** Whether a process of Préau has lived without a break since an instant. */
  readonly livesSince: (at: number) => boolean;
  readonly report: (promise: PromiseId, why: string) => void;
}

/** One promise's eye on a world: each way is called as its name says, and none may change anything. */
export interface Judge {
  readonly onEntry?: (entry: JournalEntry, before: State, after: State) => void;
  /** Before the provider does it. */
  readonly onAsked?: (id: PlatformId, what: Asked) => void;
  readonly onTurn?: (id: PlatformId, from: number, to: number) => void;
  /** Before the provider takes it. */
  readonly onSend?: (channel: 'mail' | 'sms', key: string) => void;
  readonly onArrival?: (arrived: Arrived) => void;
  /** Every ten seconds of the world. */
  readonly onBeat?: () => void;
  /** Once the faults have ceased and nothing moves any more, or has had its time to. */
  readonly atEnd?: () => void;
}
