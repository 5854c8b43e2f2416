import { parseScenario, type Scenario, type Skip } from './evaluate-parse.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** More cases of one file than this are not explained; chosen, some pages each. */
const CASES_MAX = 100;

/** The cases of one file, and everything in it that could not be used. */
export interface ReadCases {
  readonly cases: readonly Scenario[];
  readonly skips: readonly Skip[];
}

/**
 * Read the cases that a person wants explained: one JSON object, on one line or many; a list of
 * them; several, one a line; or what `preau cause explain --json` wrote, with its incidents.
 *
 * A case is a documented outage, with or without a label, or signals and claims as a home has them.
 *
 * @param name stands for the id of a case that has none
 */
export function readCases(text: string, name: string): ReadCases {
  const found = textsOf(text)
    .map((one, index) => ({ one, line: index + 1 }))
    .filter(({ one }) => one.trim() !== '');
  const read = found.slice(0, CASES_MAX).map(({ one, line }) => parseScenario(one, line, name));
  const beyond = found.slice(CASES_MAX).map(({ line }) => ({
    line,
    id: null,
    reason: 'too-many' as const,
    field: 'line',
    value: String(CASES_MAX),
  }));
  const cases = read.flatMap(({ scenario }) => scenario ?? []);
  const empty = cases.filter((one) => isEmpty(one));
  return {
    cases: cases.filter((one) => !empty.includes(one)),
    skips: [
      ...read.flatMap(({ skips }) => skips),
      ...empty.map(({ line, head: { id } }) => ({
        line,
        id,
        reason: 'malformed' as const,
        field: 'line',
        value: 'finding',
      })),
      ...beyond,
    ],
  };
}

/** Some other JSON: from nothing there is no verdict to explain. */
const isEmpty = ({ probes, hoster, calendar, services, claims, traffic, signals }: Scenario) =>
  [probes, hoster, calendar, services, claims, Object.values(traffic), signals].every(
    ({ length }) => length === 0,
  );

/** Each case as a text of its own: a line each, where all is no JSON, or nested too deep to be a case. */
function textsOf(text: string): readonly string[] {
  try {
    const whole: unknown = parseForeignJson(text);
    return listOf(whole).map((one) => JSON.stringify(one));
  } catch {
    return text.split('\n');
  }
}

function listOf(whole: unknown): readonly unknown[] {
  if (Array.isArray(whole)) return whole;
  const incidents =
    typeof whole === 'object' && whole !== null && 'incidents' in whole ? whole.incidents : null;
  return Array.isArray(incidents) ? incidents : [whole];
}
