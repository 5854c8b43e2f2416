import type { Incident } from '../core/incident/state.ts';
import type { Platform } from '../core/platform.ts';
import type { Policy } from '../core/policy.ts';
import { claimLines } from './cause-claims.ts';
import { causeExplain } from './cause-explain.ts';
import { explanationJson } from './cause-json.ts';
import { saidLines, sentenceLines } from './cause-said.ts';
import { type CauseWords, causeWords } from './cause-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { incidentCalled } from './operate-known.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';

/**
 * `preau cause explain [incident]`: the verdicts of a home's incidents, from its journal alone;
 * drills have none.
 *
 * @throws PreauError `not-found` for an incident that the journal does not know, and as `replay`
 */
export async function explainIncidents(
  home: OperatedHome,
  called: string | undefined,
  json: boolean,
  io: CliIo,
): Promise<void> {
  const { state, policy } = await home.replay();
  const incidents =
    called === undefined
      ? Object.values(state.incidents)
          .filter(({ drill }) => !drill)
          .toSorted((one, other) => one.fellAt - other.fellAt)
      : [incidentCalled(state, called)];
  const output = createOutput(io);
  if (json)
    return output.json({ incidents: incidents.map((one) => explanationJson(one, policy, io)) });
  const words = causeWords(io.language);
  if (incidents.length === 0) return output.line(words.noIncident);
  for (const incident of incidents) {
    const platform = policy.platforms.find(({ id }) => id === incident.platform);
    output.line(output.paint.bold(titleOf(incident, platform, policy.timeZone, words, io)));
    explain(incident, policy, words, io);
    output.line();
  }
}

function explain(incident: Incident, policy: Policy, words: CauseWords, io: CliIo): void {
  const { verdict, claims } = incident;
  const output = createOutput(io);
  const line = (text = ''): void => output.line(text);
  for (const text of sentenceLines(incident, words, io)) line(text);
  if (verdict === null) line(words.notJudged);
  else {
    const columns = io.stdout.columns ?? 80;
    causeExplain(verdict, { words: io.words, line, columns });
  }
  for (const text of saidLines(incident, policy, words, io)) line(text);
  for (const text of claimLines(claims, io)) line(text);
}

function titleOf(
  { reference, platform: id, fellAt, drill }: Incident,
  platform: Platform | undefined,
  timeZone: string,
  words: CauseWords,
  { language }: CliIo,
): string {
  const date = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'medium',
  }).format(fellAt);
  return fillTemplate(words.incident, {
    reference,
    platform: platform?.name ?? id,
    fellAt: date,
    drill: drill ? words.drill : '',
  });
}
