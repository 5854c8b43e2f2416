import type { PersonEvent } from '../../core/incident/event.ts';
import type { EpochMs } from '../../core/units.ts';
import type {
  ClaimCommand,
  NoticeCommand,
  PersonCommand,
  PlatformCommand,
  RecordCommand,
} from './person-command.ts';

/** The event that a person's command becomes in the journal, at the home's own instant. */
export function personEvent(command: PersonCommand, at: EpochMs): PersonEvent {
  switch (command.kind) {
    case 'hold-notice':
    case 'cancel-notice':
    case 'release-notice':
      return noticeEvent(command, at);
    case 'edit-notice': {
      const { notice, addition, by } = command;
      return { kind: 'person-edited-notice', at, notice, addition, by };
    }
    case 'claim':
      return claimEvent(command, at);
    case 'share': {
      const { platform, share, by, reason } = command;
      return { kind: 'person-shared', at, platform, share, by, reason };
    }
    case 'confirm-cause':
      return {
        kind: 'person-confirmed-cause',
        at,
        incident: command.incident,
        cause: command.cause,
        by: command.by,
      };
    case 'record-cause':
      return recordEvent(command, at);
    case 'shelter':
    case 'release':
    case 'veto':
    case 'unveto':
    case 'suspend':
    case 'resume':
    case 'start-drill':
    case 'end-drill':
      return platformEvent(command, at);
  }
}

const PLATFORM_EVENTS = {
  shelter: 'person-sheltered',
  release: 'person-released',
  veto: 'person-vetoed',
  unveto: 'person-unvetoed',
  resume: 'person-resumed',
  suspend: 'person-suspended',
  'start-drill': 'person-started-drill',
  'end-drill': 'person-ended-drill',
} as const;

/** A drill needs no reason: it is one. */
function platformEvent({ kind, platform, by, reason }: PlatformCommand, at: EpochMs): PersonEvent {
  const event = PLATFORM_EVENTS[kind];
  if (event === 'person-started-drill' || event === 'person-ended-drill') {
    return { kind: event, at, platform, by };
  }
  return { kind: event, at, platform, by, reason };
}

const NOTICE_EVENTS = {
  'hold-notice': 'person-held-notice',
  'cancel-notice': 'person-cancelled-notice',
  'release-notice': 'person-released-notice',
} as const;

function noticeEvent({ kind, notice, by }: NoticeCommand, at: EpochMs): PersonEvent {
  return { kind: NOTICE_EVENTS[kind], at, notice, by };
}

function claimEvent(command: ClaimCommand, at: EpochMs): PersonEvent {
  const { platform, role, asserts, denies, statement, source, by } = command;
  return {
    kind: 'person-claimed',
    at,
    platform,
    claim: { at, role, asserts, denies, statement, source },
    by,
  };
}

function recordEvent(command: RecordCommand, at: EpochMs): PersonEvent {
  const { incident, cause, also, confidence, source, by } = command;
  const record = { cause, ...(also && { also }), confidence, source, by };
  return { kind: 'person-recorded-cause', at, incident, ...record };
}
