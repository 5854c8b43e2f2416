import type { Said } from '../core/errors.ts';
import { saidText } from './errors-text.ts';
import type { Language } from './language.ts';

/** What an agent says, and what is said of one that is silent, by its shape, and the key of our words. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^status (?<status>401), not signed with our key: do both/, 'vantage.otherKey'],
  [/^status (?<status>\d+), not signed with our key$/, 'vantage.unsigned'],
  [/^a signed answer of another protocol$/, 'vantage.protocol'],
  [/^the agent refused: (?<why>.+)$/s, 'vantage.refuses'],
  [/^no answer in (?<ms>\d+) ms$/, 'vantage.late'],
  [/^its clock and the home's differ by (?<apart>\d+) s, more than (?<most>\d+)$/, 'vantage.clock'],
  [/^this request was heard before$/, 'vantage.heard'],
  [/^not allowed here: (?<target>\S+) as (?<name>\S+)$/, 'vantage.notAllowed'],
  [/^(?<running>\d+) probes are under way already$/, 'vantage.full'],
  [/^too many probes of (?<target>\S+) for (?<page>\S+)$/, 'vantage.often'],
];

/**
 * An agent may be of another version, and speaks English: what has a shape that is known here is said in the
 * reader's language, anything else as it came.
 */
export const agentSaidText = (text: string, language: Language): string =>
  saidText(shapeOf(text), text, language);

function shapeOf(text: string): Said | undefined {
  for (const [shape, key] of SENTENCES) {
    const found = shape.exec(text);
    if (found === null) continue;
    const { why, ...values } = found.groups ?? {};
    return { key, values: { ...values, ...(why !== undefined && { why: shapeOf(why) ?? why }) } };
  }
  return undefined;
}
