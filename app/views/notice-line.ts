import type { EscalationOutcome } from '../../core/notice/escalation.ts';
import type {
  Notice,
  NoticeStage,
  Phase,
  PlanSummary,
  StateCounts,
} from '../../core/notice/notice.ts';
import type { EpochMs, IncidentId, PlatformId } from '../../core/units.ts';
import type { NowExtras } from './now-view.ts';
import type { RenderedNotice } from './rendered-notice.ts';

/** One notice on the console: its words as they leave, its readers, its cost, its course. */
export interface NoticeLine {
  readonly id: string;
  readonly incident: IncidentId;
  readonly platform: PlatformId;
  readonly platformName: string;
  readonly reference: string;
  readonly phase: Phase;
  readonly phaseWord: string;
  readonly stage: NoticeStage;
  readonly stageWord: string;
  /** Still to be stopped: planning, waiting or held. */
  readonly coming: boolean;
  readonly drill: boolean;
  readonly sendAt: EpochMs;
  readonly firstAcceptedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
  readonly text: RenderedNotice;
  /** What a person added to its mail; empty for nothing. */
  readonly addition: string;
  readonly plan: PlanSummary | null;
  /** Null before anything was tried. */
  readonly funnel: Funnel | null;
  /** Schools and owners that said that they had read it; null when nothing is known. */
  readonly answered: number | null;
  /**
   * What was done about silent schools: as counted at the latest level, the SMS of all; null before
   * any was carried out.
   */
  readonly escalated: EscalationOutcome | null;
  /** SMS in place of mails that came back. */
  readonly fallbackSms: number;
}

/** What became of each message owed. */
export interface Funnel {
  readonly planned: number;
  readonly accepted: number;
  readonly failed: number;
  readonly unknown: number;
  readonly pending: number;
  /** The same by state, where the ledger told them. */
  readonly states?: StateCounts;
}

const COMING: readonly NoticeStage[] = ['planning', 'waiting', 'held'];

/** Word one notice; its text is what `extras.render` gives, the very renderer that sends. */
export function noticeLine(notice: Notice, extras: NowExtras): NoticeLine {
  const { content, stage } = notice;
  return {
    id: notice.id,
    incident: content.incident,
    platform: content.platform,
    platformName: content.platformName,
    reference: content.reference,
    phase: content.phase,
    phaseWord: extras.words(`console.phase.${content.phase}`),
    stage,
    stageWord: extras.words(`console.stage.${stage}`),
    coming: COMING.includes(stage),
    drill: content.drill,
    sendAt: notice.sendAt,
    firstAcceptedAt: notice.firstAcceptedAt ?? null,
    finishedAt: notice.finishedAt ?? null,
    text: extras.render(content),
    addition: content.addition ?? '',
    plan: notice.plan ?? null,
    funnel: funnelOf(notice, extras),
    answered: extras.answered?.(notice.id) ?? null,
    ...outcomesOf(notice),
  };
}

function outcomesOf({ escalations = [] }: Notice): Pick<NoticeLine, 'escalated' | 'fallbackSms'> {
  const of = (isFallback: boolean) =>
    escalations.flatMap(({ level, outcome }) =>
      outcome !== undefined && (level === 'fallback') === isFallback ? [outcome] : [],
    );
  const smsOf = (outcomes: readonly EscalationOutcome[]) =>
    outcomes.reduce((sum, { sms }) => sum + sms, 0);
  const last = of(false).at(-1);
  return {
    escalated: last === undefined ? null : { ...last, sms: smsOf(of(false)) },
    fallbackSms: smsOf(of(true)),
  };
}

/** Live counts win over the journal's, which come once, when the last message has left: receipts come later. */
function funnelOf(notice: Notice, extras: NowExtras): Funnel | null {
  const counts = extras.deliveries?.(notice.id) ?? notice.deliveries;
  if (!counts) return null;
  const { accepted, failed, unknown, pending, states } = counts;
  const planned = accepted + failed + unknown + pending;
  return { planned, accepted, failed, unknown, pending, ...(states && { states }) };
}
