import type { CostLineId } from '../config/cost/cost-line.ts';
import type { PriceUnit } from '../config/cost/price.ts';
import type { Language } from './language.ts';
import { COST_WORDS_EN } from './cost-words-en.ts';
import { COST_WORDS_FR } from './cost-words-fr.ts';

/** What a line is, and why it is so much; `{names}` are its values. */
export interface CostLineWords {
  readonly what: string;
  readonly why: string;
}

export interface CostWords {
  readonly description: string;
  readonly config: string;
  readonly schools: string;
  readonly mobiles: string;
  readonly whyOption: string;
  readonly wholeNumber: string;
  readonly heading: string;
  readonly monthly: string;
  readonly perIncident: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly euros: string;
  readonly total: string;
  readonly home: string;
  readonly platform: string;
  readonly share: string;
  readonly budget: string;
  readonly levers: string;
  readonly lever: string;
  readonly estimated: string;
  readonly notes: readonly string[];
  readonly summary: string;
  readonly summaryLever: string;
  readonly summaryMore: string;
  readonly units: { readonly [unit in PriceUnit]: string };
  readonly lines: { readonly [id in CostLineId]: CostLineWords };
}

export const costWords = (language: Language): CostWords =>
  language === 'fr' ? COST_WORDS_FR : COST_WORDS_EN;
