import { fillTemplate } from './fill-template.ts';

interface BudgetWords {
  readonly turnsWithin: string;
  readonly turnsByRounds: string;
}

/** What `dig` will show there, and when at the latest: said before anything falls. */
export function turnBudgetLine(
  { byRounds, byHealth }: { readonly byRounds: number; readonly byHealth: number | null },
  words: BudgetWords,
): string {
  const rounds = seconds(byRounds);
  return byHealth === null
    ? fillTemplate(words.turnsByRounds, { rounds })
    : fillTemplate(words.turnsWithin, { rounds, health: seconds(byHealth) });
}

/** To a tenth, rounded up: a budget is not to be flattered. */
const seconds = (ms: number): string => String(Math.ceil(ms / 100) / 10);
