import { type AcademieLine, academieLines } from './academie-line.ts';
import { type DayHistory, dayHistory } from './day-history.ts';
import { markDrill } from './drill-mark.ts';
import type { State } from '../../core/incident/state.ts';
import type { DeliverySummary, Notice } from '../../core/notice/notice.ts';
import type { Policy } from '../../core/policy.ts';
import type { DurationMs, EpochMs } from '../../core/units.ts';
import { incidentHistory, type PublicIncident } from './incident-history.ts';
import { LOOKS, type Look } from './look.ts';
import type { RenderNotice } from './rendered-notice.ts';
import { type SentFunnel, sentFunnel } from './sent-funnel.ts';
import { statusLine, type StatusLine } from './status-line.ts';
import type { Words } from './words.ts';

export interface StatusExtras {
  readonly now: EpochMs;
  /**
   * When the latest round of probes ended: a quiet day writes no journal and is not stale.
   * @default the state's own latest instant
   */
  readonly observedAt?: EpochMs;
  /** BCP 47; a language is one file of words. */
  readonly language: string;
  readonly rehearsal: boolean;
  /** The locale's words; keys of `status` and `cause` are asked for. */
  readonly words: Words;
  readonly render: RenderNotice;
  /** What became of a notice so far. @default what the journal says of it at its end */
  readonly deliveries?: (notice: string) => DeliverySummary | null;
  /** When this home first saw anything. @default not known: no day is called calm */
  readonly watchedSince?: EpochMs | null;
  /** Whom readers may write to. @default nobody is named */
  readonly contact?: string;
  /** How browsers subscribe. @default they do not */
  readonly push?: Omit<PushOffer, 'platforms'>;
  /** Seconds of the reader's clock between two looks; 60 or more outside rehearsals. */
  readonly refreshSec: number;
  /** Without any news for this long the page says that it does not know. Five minutes, chosen. */
  readonly staleAfterMs: DurationMs;
}

/** How a reader's browser asks to be told. */
export interface PushOffer {
  /** Base64url of the key that this home writes by. */
  readonly publicKey: string;
  /** Where it subscribes. */
  readonly url: string;
  /** Ids of the platforms that it is told of; empty for all. */
  readonly platforms: readonly string[];
}

/** What everybody may read, in plain JSON: no vote, no probability, no recipient. */
export interface StatusView {
  /** When this page was made, by the home's clock. */
  readonly at: EpochMs;
  /** The latest instant that anything was observed. */
  readonly observedAt: EpochMs;
  readonly stale: boolean;
  readonly staleAfterMs: DurationMs;
  readonly rehearsal: boolean;
  readonly drill: boolean;
  readonly language: string;
  readonly timeZone: string;
  readonly organisation: string;
  readonly pageUrl: string;
  readonly contact: string | null;
  /** Absent where browsers are told of nothing. */
  readonly push?: PushOffer;
  readonly refreshSec: number;
  /** The worst look of all platforms, and the sentence for the whole. */
  readonly overall: { readonly look: Look; readonly sentence: string };
  /** Platforms with a mirror; controls are nobody's business here. The worst first. */
  readonly platforms: readonly StatusLine[];
  /** What was sent to schools, word for word, the latest first. */
  readonly messages: readonly SentMessage[];
  /** The falls that are open or ended within 90 days, the latest first. */
  readonly incidents: readonly PublicIncident[];
  /** Of the académies that platforms name as served, the worst first; empty where none does. */
  readonly academies: readonly AcademieLine[];
  /** The same 90 days for the eye, one for each of {@link platforms}, in their order. */
  readonly history: readonly DayHistory[];
}

/** One notice that a provider accepted, as its readers got it. */
export interface SentMessage {
  readonly at: EpochMs;
  readonly platformName: string;
  readonly phaseWord: string;
  readonly sms: string;
  /** False when every reader got it by e-mail. */
  readonly bySms: boolean;
  readonly mailSubject: string;
  readonly mailText: string;
  /** How far it is, a line for each channel. */
  readonly funnel: readonly SentFunnel[];
}

/** Word the present state for everybody. Pure. */
export function statusView(state: State, policy: Policy, extras: StatusExtras): StatusView {
  const platforms = statusLines(state, policy, extras);
  const observedAt = extras.observedAt ?? state.at;
  const stale = extras.now - observedAt > extras.staleAfterMs;
  return {
    at: extras.now,
    observedAt,
    stale,
    staleAfterMs: extras.staleAfterMs,
    rehearsal: extras.rehearsal,
    drill: platforms.some(({ drill }) => drill),
    language: extras.language,
    timeZone: policy.timeZone,
    organisation: policy.organisation,
    pageUrl: policy.notices.statusUrl,
    contact: extras.contact ?? null,
    ...(extras.push && { push: { ...extras.push, platforms: [] } }),
    refreshSec: extras.rehearsal ? Math.max(1, extras.refreshSec) : Math.max(60, extras.refreshSec),
    overall: overallOf(platforms, stale, extras.words),
    platforms,
    messages: sentMessages(state, extras),
    incidents: incidentHistory(state, policy, extras),
    academies: academieLines(platforms, policy.platforms),
    history: dayHistory(
      platforms.map(({ id }) => ({ id, suspensions: state.platforms[id]?.suspensions ?? [] })),
      Object.values(state.incidents),
      {
        now: extras.now,
        since: extras.watchedSince ?? null,
        timeZone: policy.timeZone,
        // Of a page that is stale, today's hours since then are such ones too.
        unseen: [
          ...(state.unseen ?? []),
          ...(stale && observedAt > 0 ? [{ from: observedAt, until: null }] : []),
        ],
      },
    ),
  };
}

function statusLines(state: State, policy: Policy, extras: StatusExtras): readonly StatusLine[] {
  const incidents = Object.values(state.incidents);
  return policy.platforms
    .flatMap((platform) => {
      const known = state.platforms[platform.id];
      if (known === undefined || platform.mirror === undefined) return [];
      const incident = known.incident === null ? undefined : state.incidents[known.incident];
      return [statusLine(platform, known, incident ?? null, incidents, policy, extras)];
    })
    .toSorted((one, other) => LOOKS.indexOf(one.look) - LOOKS.indexOf(other.look));
}

/** The worst look of these platforms, the worst first, and the sentence for the whole. */
export function overallOf(
  platforms: readonly StatusLine[],
  stale: boolean,
  words: Words,
): StatusView['overall'] {
  if (stale) return { look: 'unseen', sentence: words('status.overall.stale') };
  const look = platforms[0]?.look ?? 'unseen';
  const touched = platforms.filter((line) => line.look !== 'up');
  const form = touched.length > 1 ? 'many' : look;
  const values = { count: touched.length, all: platforms.length };
  // Beside a drill something may really be down: then the whole is no drill.
  const drill = touched.length > 0 && touched.every((line) => line.drill);
  return { look, sentence: markDrill(words(`status.overall.${form}`, values), drill) };
}

function sentMessages(state: State, extras: StatusExtras): readonly SentMessage[] {
  return Object.values(state.notices)
    .flatMap((notice) => {
      const at = notice.firstAcceptedAt;
      return at === undefined ? [] : [sentMessage(notice, at, extras)];
    })
    .toSorted((one, other) => other.at - one.at);
}

/** Of a later level, where nobody had answered or mails came back. */
const hasLaterSms = ({ escalations = [] }: Notice): boolean =>
  escalations.some(({ outcome }) => (outcome?.sms ?? 0) > 0);

function sentMessage(notice: Notice, at: EpochMs, extras: StatusExtras): SentMessage {
  const { sms, mailSubject, mailText } = extras.render(notice.content);
  const { platformName, phase } = notice.content;
  return {
    at,
    platformName,
    phaseWord: extras.words(`status.phase.${phase}`),
    sms,
    bySms: (notice.plan?.sms ?? 1) > 0 || hasLaterSms(notice),
    mailSubject,
    mailText,
    funnel: sentFunnel(extras.deliveries?.(notice.id) ?? notice.deliveries ?? null),
  };
}
