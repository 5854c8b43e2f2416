import type { Cause, SpokenCause } from '../../core/cause/cause.ts';
import type { RecordedCause } from '../../core/cause/recorded-cause.ts';
import type { Claim } from '../../core/cause/signal.ts';
import type { Person } from '../../core/incident/event.ts';
import type { IncidentId, PlatformId } from '../../core/units.ts';

/** What a person asks of Préau, at the console or by the CLI. One kind per kind of person event. */
export type PersonCommand =
  | PlatformCommand
  | ShareCommand
  | NoticeCommand
  | EditCommand
  | ClaimCommand
  | ConfirmCommand
  | RecordCommand;

/** On a platform; the reason goes into the journal, for whoever asks "why?" in a year. */
export interface PlatformCommand {
  readonly kind: PlatformCommandKind;
  readonly platform: PlatformId;
  readonly by: Person;
  readonly reason: string;
}

export type PlatformCommandKind = (typeof PLATFORM_COMMANDS)[number];
export const PLATFORM_COMMANDS = [
  'shelter',
  'release',
  'veto',
  'unveto',
  'suspend',
  'resume',
  'start-drill',
  'end-drill',
] as const;

/** Keep a part of a platform's visitors on its mirror; part 0 gives them back. */
export interface ShareCommand {
  readonly kind: 'share';
  readonly platform: PlatformId;
  /** In [0, 1), in hundredths. */
  readonly share: number;
  readonly by: Person;
  readonly reason: string;
}

export interface NoticeCommand {
  readonly kind: NoticeCommandKind;
  readonly notice: string;
  readonly by: Person;
}

type NoticeCommandKind = (typeof NOTICE_COMMANDS)[number];
export const NOTICE_COMMANDS = ['hold-notice', 'cancel-notice', 'release-notice'] as const;

/** A sentence of their own in the mail of a notice that has not left; an empty one takes it out. */
export interface EditCommand {
  readonly kind: 'edit-notice';
  readonly notice: string;
  readonly addition: string;
  readonly by: Person;
}

/** Somebody said something of the cause: stored apart from measurements. */
export interface ClaimCommand {
  readonly kind: 'claim';
  readonly platform: PlatformId;
  readonly role: Claim['role'];
  readonly asserts: Cause;
  readonly denies: boolean;
  readonly statement: string;
  readonly source: string;
  readonly by: Person;
}

/** The operator's own word on the cause: what *confirmed* needs. */
interface ConfirmCommand {
  readonly kind: 'confirm-cause';
  readonly incident: IncidentId;
  readonly cause: SpokenCause;
  readonly by: Person;
}

/** What the cause of an incident was, once it is over and known. */
export interface RecordCommand extends Omit<RecordedCause, 'at'> {
  readonly kind: 'record-cause';
  readonly incident: IncidentId;
}

/** What became of a command. A refusal is said to the person, in the console's language. */
export type CommandResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reason: string };
