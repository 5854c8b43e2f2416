import { incidentCurve, type IncidentCurve } from '../../../core/dossier/incident-curve.ts';
import type { ChainEnd } from '../../../core/dossier/chain-of-lines.ts';
import type { IncidentStory } from '../../../core/dossier/incident-story.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { ReplayedLine } from '../../../core/journal/replay-under.ts';
import type { Rules } from '../../../core/journal/rules.ts';
import type { EpochMs, Sha256 } from '../../../core/units.ts';
import { clockLines } from '../../views/clock-line.ts';
import type { DossierLedger, NoticeRecordNeeds } from '../notice-record.ts';
import type { GatheredObservations } from '../gather-observations.ts';
import type { DossierSummary, SummaryCurve, SummaryTable } from './summary.ts';
import { summaryDecisions } from './summary-decisions.ts';
import { summaryFacts } from './summary-facts.ts';
import { summaryVerdict } from './summary-verdict.ts';
import { type SummaryWords, summaryWords } from './summary-words.ts';

export interface SummaryNeeds extends Pick<NoticeRecordNeeds, 'language' | 'words' | 'time'> {
  readonly deliveries: Pick<DossierLedger, 'counts'>;
  readonly rules: readonly Rules[];
  readonly describe: (line: ReplayedLine) => readonly string[];
  /** Hours and minutes alone. */
  readonly clock: (at: number) => string;
  readonly organisation: string;
  readonly version: string;
  readonly exportedAt: EpochMs;
  readonly signer: Sha256 | null;
}

/** Word the two pages of an incident: what fell, what was measured, decided and said, and the cause. */
export async function summarise(
  story: IncidentStory,
  gathered: GatheredObservations,
  needs: SummaryNeeds,
): Promise<DossierSummary> {
  const { incident } = story;
  const { language, words, time, describe } = needs;
  const say = summaryWords(language);
  const platforms = needs.rules.flatMap(({ policy }) => policy.platforms);
  const platform = platforms.findLast(({ id }) => id === incident.platform);
  const platformName = platform?.name ?? incident.platform;
  const curve = incidentCurve(story, gathered.seen, gathered);
  const bothTimes = (at: EpochMs): string => `${time(at)} · ${utcOf(at)}`;
  const vantages = new Set(
    gathered.seen.filter((one) => one.platform === incident.platform).map((one) => one.vantage),
  ).size;
  const hostname = platform?.hostname ?? '';
  const { reference, claims } = incident;
  return {
    language,
    organisation: needs.organisation,
    title: say.title({ platform: platformName, reference }),
    subtitle: say.subtitle({ organisation: needs.organisation, at: bothTimes(needs.exportedAt) }),
    drill: incident.drill ? say.drill : null,
    facts: summaryFacts({
      incident,
      platformName,
      hostname,
      curve,
      vantages,
      bothTimes,
      words: say,
    }),
    curve: curveOf(curve, needs, say),
    verdict: summaryVerdict(story, say, needs),
    decisions: summaryDecisions(story.lines, describe, time, say),
    notices: await noticesOf(story, needs, say),
    claims: {
      title: say.claims,
      items: claims.map((one) =>
        say.claim(words(`console.role.${one.role}`), one.statement, one.source),
      ),
      none: say.noClaims,
    },
    clocks: { title: say.clocks, items: clocksOf(incident, needs), none: say.noClocks },
    proof: {
      title: say.proof,
      items: say.proofItems({ ...endOf(story), signer: needs.signer }),
      none: '',
    },
    foot: say.foot({ reference, version: needs.version }),
    page: say.page,
    more: say.more,
  };
}

/** As they stand when the dossier is exported. */
function clocksOf(incident: Incident, needs: SummaryNeeds): readonly string[] {
  const { rules, exportedAt } = needs;
  const timeZone = rules.at(-1)?.policy.timeZone ?? 'UTC';
  return clockLines(incident, exportedAt, timeZone, needs).map(
    ({ text, about }) => `${text} (${about})`,
  );
}

const utcOf = (at: EpochMs): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function endOf({ entries }: IncidentStory): ChainEnd {
  const last = entries.at(-1);
  return { seq: last?.seq ?? 0, hash: last?.hash ?? '' };
}

function curveOf(
  data: IncidentCurve,
  { clock }: Pick<SummaryNeeds, 'clock'>,
  say: SummaryWords,
): SummaryCurve {
  const worst = Math.max(0, ...data.parts.map((part) => part.failed / Math.max(1, part.probes)));
  const share = Math.max(0, ...data.shares.map(({ mirrorShare }) => mirrorShare));
  return {
    title: say.curve,
    told: say.curveTold({
      from: clock(data.from),
      to: clock(data.to),
      worst: Math.round(worst * 100),
      share: Math.round(share * 100),
      notices: data.notices.length,
    }),
    data,
    legend: say.legend,
    clock,
  };
}

async function noticesOf(
  { notices }: IncidentStory,
  { deliveries, words, time }: SummaryNeeds,
  say: SummaryWords,
): Promise<SummaryTable> {
  const rows: string[][] = [];
  for (const { id, content, stage, plan, firstAcceptedAt } of notices) {
    const n = await deliveries.counts(id);
    const replaced = n.dropped ?? 0;
    const failed = n['failed-temporary'] + n['failed-permanent'] + n.suppressed - replaced;
    rows.push([
      words(`console.phase.${content.phase}`),
      firstAcceptedAt === undefined ? words(`console.stage.${stage}`) : time(firstAcceptedAt),
      `${plan?.recipients ?? 0}`,
      `${n.accepted + n.delivered}`,
      `${failed}`,
      `${replaced}`,
      `${n.unknown}`,
    ]);
  }
  return { title: say.notices, head: say.noticeHead, rows, none: say.noNotices };
}
