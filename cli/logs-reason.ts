import type { TrafficComparison } from '../core/cause/traffic-comparison.ts';
import type { Because } from '../core/cause/traffic-reading.ts';
import { fillTemplate } from './fill-template.ts';
import type { Language } from './language.ts';
import { logsWords } from './logs-words.ts';

/** What a reading rests on, in words and with its numbers, the loudest first. */
export function reasonOf(
  because: readonly Because[],
  traffic: TrafficComparison,
  language: Language,
): string {
  const words = logsWords(language);
  const values = valuesOf(traffic, language);
  return [...new Set(because)]
    .map((one) => fillTemplate(words.because[one], values))
    .join(words.and);
}

function valuesOf(traffic: TrafficComparison, language: Language) {
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const { composition } = traffic;
  // What is told of strangers where they are told apart, else of everybody.
  const contrast = composition?.strangers ?? composition?.whole;
  const pair = (name: string, shares: readonly [number, number] | null | undefined) => ({
    [name]: percent.format(shares?.[0] ?? 0),
    [`${name}Others`]: percent.format(shares?.[1] ?? 0),
  });
  return {
    factor: number.format(traffic.amplification),
    known: percent.format(traffic.knownNetworkShare),
    errors: percent.format(traffic.serverErrorShare),
    refused: percent.format(composition?.refusedShare ?? 0),
    bits: number.format(traffic.pathDivergenceBits),
    growth: number.format(composition?.growthPerAddress?.p50 ?? 0),
    busiest: percent.format(composition?.topAddressShare ?? 0),
    ...pair('referers', contrast?.referers),
    ...pair('assets', contrast?.assets),
    ...pair('queries', contrast?.uniqueQueries),
    ...pair('agents', contrast?.agents),
    ...pair('automated', contrast?.automated),
    ...pair('crawlers', contrast?.crawlers),
    ...pair('paths', contrast?.paths),
    ...pair('path', contrast?.topPath),
    agentDistance: percent.format(contrast?.agentDistance ?? 0),
    pathDistance: percent.format(contrast?.pathDistance ?? 0),
  };
}
