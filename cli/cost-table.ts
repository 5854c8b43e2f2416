import type { CostEstimate } from '../config/cost/estimate-cost.ts';
import type { CostLever } from '../config/cost/cost-levers.ts';
import type { CostLine } from '../config/cost/cost-line.ts';
import type { Audience } from '../config/cost/use-incident.ts';
import { costWords } from './cost-words.ts';
import { euros, figure, unitPrice } from './cost-figures.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { wrapText } from './wrap-text.ts';

export interface CostTold {
  readonly file: string;
  readonly estimate: CostEstimate;
  readonly levers: readonly CostLever[];
  readonly audience: Audience;
  readonly sheltered: number;
  readonly budgetEuros: number;
  /** The youngest price's. */
  readonly date: string;
  /** Say under each line what it was reckoned from. */
  readonly why: boolean;
}

/** Columns of a line of 80: two of margin, then what, quantity, unit price, euros. */
const WIDTHS = { what: 33, quantity: 17, price: 16, euros: 10 } as const;
const WIDE = 80;

/** The estimate as lines of at most 80 columns. */
export function costTable(told: CostTold, io: CliIo): readonly string[] {
  const words = costWords(io.language);
  const { paint } = createOutput(io);
  const { estimate, audience, levers } = told;
  const money = (amount: number) => euros(amount, io.language);
  const { total } = estimate;
  const list = (lines: readonly CostLine[]) => lines.flatMap((line) => rows(line, told.why, io));
  return [
    paint.bold(fillTemplate(words.heading, { file: told.file })),
    '',
    paint.bold(words.monthly),
    paint.dim(row('', words.quantity, words.unitPrice, words.euros)),
    ...list(estimate.monthly),
    paint.bold(row(words.total, '', '', figure(total.monthlyEuros, 2, io.language))),
    ...[
      fillTemplate(words.home, { euros: money(total.homeEuros) }),
      fillTemplate(words.platform, { euros: money(total.platformEuros) }),
      fillTemplate(words.share, { platforms: told.sheltered, euros: money(total.shareEuros) }),
    ].map((line) => `  ${line}`),
    '',
    paint.bold(
      fillTemplate(words.perIncident, {
        schools: figure(audience.schools, 0, io.language),
        mobiles: figure(audience.mobiles, 0, io.language),
      }),
    ),
    ...list(estimate.perIncident),
    paint.bold(row(words.total, '', '', figure(total.incidentEuros, 2, io.language))),
    ...wrapText(
      fillTemplate(words.budget, {
        euros: money(noticesOf(estimate)),
        budget: money(told.budgetEuros),
      }),
      WIDE - 2,
    ).map((line) =>
      noticesOf(estimate) > told.budgetEuros ? paint.red(`  ${line}`) : `  ${line}`,
    ),
    ...(levers.length > 0 ? ['', paint.bold(words.levers)] : []),
    ...levers.map(
      ({ savesEuros, ...lever }) =>
        `  ${fillTemplate(words.lever, { ...lever, euros: money(savesEuros) })}`,
    ),
    '',
    ...[words.estimated, ...words.notes]
      .map((note) => fillTemplate(note, { date: told.date }))
      .map((note) => paint.dim(note)),
  ];
}

/** What the budget of an incident is about: mails and SMS. */
const noticesOf = ({ perIncident }: CostEstimate): number =>
  perIncident
    .filter(({ id }) => id === 'incident-mails' || id === 'incident-sms')
    .reduce((sum, line) => sum + line.euros, 0);

function rows(line: CostLine, why: boolean, io: CliIo): readonly string[] {
  const { what, why: reason } = costWords(io.language).lines[line.id];
  const unit = costWords(io.language).units[line.unit];
  const quantity = `${figure(line.quantity, 1, io.language)}${unit && ` ${unit}`}`;
  const price = `${line.estimated ? '~' : ''}${unitPrice(line, io.language)}`;
  const first = row(what, quantity, price, figure(line.euros, 2, io.language));
  if (!why) return [first];
  const { paint } = createOutput(io);
  const values = Object.entries(line.values).map(
    ([name, value]) => [name, figure(value, 2, io.language)] as const,
  );
  const text = fillTemplate(reason, Object.fromEntries(values));
  return [first, ...wrapText(text, WIDE - 6).map((part) => paint.dim(`      ${part}`))];
}

const row = (what: string, quantity: string, price: string, amount: string): string =>
  `  ${what.padEnd(WIDTHS.what)}${quantity.padStart(WIDTHS.quantity)}${price.padStart(WIDTHS.price)}${amount.padStart(WIDTHS.euros)}`;
