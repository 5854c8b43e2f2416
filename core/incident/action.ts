import type { EscalationLevel } from '../notice/escalation.ts';
import type { NoticeContent } from '../notice/notice.ts';
import type { TurnReason } from '../shelter/turn-reason.ts';
import type { EpochMs, IncidentId, PlatformId } from '../units.ts';
import type { PictureMoment } from './names-picture.ts';
import type { TaskWord } from './task-word.ts';

/**
 * What the shell must now do. Each is idempotent under its `key`, which is made of what the
 * action is for and never of when it was tried.
 */
export type Action =
  | {
      readonly kind: 'turn-dns';
      /** `<platform>/turn/<n>` : turns of one platform are numbered from 1. */
      readonly key: string;
      readonly platform: PlatformId;
      readonly turn: number;
      readonly hold: boolean;
      /** The part of answers that point to the mirror, 0 to 1. */
      readonly mirrorShare: number;
      /** Whether health alone may still leave the origin; absent = as it was. */
      readonly stay?: boolean;
      readonly why: TurnReason;
    }
  | {
      readonly kind: 'collect-signals';
      /** `<incident>/signals/<n>` */
      readonly key: string;
      readonly incident: IncidentId;
      readonly platform: PlatformId;
      readonly fellAt: EpochMs;
      /** When it was over: then only what others publish is looked at. Absent = it goes on. */
      readonly until?: EpochMs;
    }
  | {
      /** Ask for all other names, for the report of a drill. */
      readonly kind: 'picture-names';
      /** `<incident>/picture/<moment>` */
      readonly key: string;
      readonly incident: IncidentId;
      /** The one that is drilled, and not asked for. */
      readonly platform: PlatformId;
      readonly moment: PictureMoment;
    }
  | {
      readonly kind: 'plan-notice';
      /** `<notice>/plan` */
      readonly key: string;
      readonly notice: string;
      readonly content: NoticeContent;
    }
  | {
      readonly kind: 'send-notice';
      /** `<notice>/send` */
      readonly key: string;
      readonly notice: string;
      readonly content: NoticeContent;
    }
  | {
      readonly kind: 'escalate-notice';
      /** `<notice>/escalate/<n>` : levels of one notice are numbered from 1. */
      readonly key: string;
      readonly notice: string;
      readonly level: EscalationLevel;
      readonly content: NoticeContent;
    }
  | {
      readonly kind: 'raise-task';
      /** `<incident or platform>/task/<name>` */
      readonly key: string;
      readonly task: TaskWord;
      readonly platform?: PlatformId;
    };
