import type { NamePlan } from '../app/adopt/plan-name.ts';
import { planLines } from './adopt-plan-lines.ts';
import { adoptWords } from './adopt-words.ts';
import type { NamesChecked } from './check-names.ts';
import { checkNamesWords } from './check-names-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

/** One line a name: which types its servers answer. */
export function showNames({ names }: NamesChecked, io: CliIo): readonly string[] {
  const { paint } = createOutput(io);
  const words = checkNamesWords(io.language);
  return [
    paint.bold(paint.green(fillTemplate(words.right, { count: names.length }))),
    ...names.map(({ hostname, answers }) => {
      const types = new Set(answers.flatMap(({ records }) => records.map(({ type }) => type)));
      return fillTemplate(words.name, {
        hostname: paint.cyan(hostname),
        types: [...types].join(', ') || words.nothing,
        servers: answers.map(({ server }) => server).join(', '),
      });
    }),
  ];
}

/** What an adoption would do to the names that lead elsewhere; no line without any. */
export function showPlans(plans: readonly NamePlan[], file: string, io: CliIo): readonly string[] {
  if (plans.length === 0) return [];
  const { paint } = createOutput(io);
  const words = checkNamesWords(io.language);
  return [
    '',
    paint.bold(words.plan),
    ...plans.flatMap((plan) => planLines(plan, adoptWords(io.language))),
    fillTemplate(words.hint, { file }),
  ];
}
