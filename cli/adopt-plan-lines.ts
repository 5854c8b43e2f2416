import type { NamePlan, Obstacle, Remark, TypePlan } from '../app/adopt/plan-name.ts';
import { wordRecord } from './adopt-word-record.ts';
import type { AdoptWords } from './adopt-words.ts';
import { fillTemplate } from './fill-template.ts';

/** What stands at one name, what it becomes and what is in the way, as lines for a terminal. */
export function planLines(plan: NamePlan, words: AdoptWords): readonly string[] {
  const { platform, hostname, state, types, obstacles, remarks } = plan;
  const befores = new Set(
    types.filter(({ kind }) => kind !== 'keep').flatMap(({ before }) => before),
  );
  return [
    fillTemplate(words.name, { hostname, platform, state: words.states[state] }),
    ...obstacles.map((one) => fillTemplate(words.obstacle, { text: wordObstacle(one, words) })),
    ...[...befores].map((record) =>
      fillTemplate(words.before, { type: record.type, content: wordRecord(record, words) }),
    ),
    ...types.flatMap((type) => afterLines(type, words)),
    ...remarks.map((one) => fillTemplate(words.remark, { text: wordRemark(one, words) })),
  ];
}

const afterLines = ({ kind, origin, mirror }: TypePlan, words: AdoptWords): readonly string[] =>
  [origin, mirror].map((record) =>
    fillTemplate(kind === 'keep' ? words.kept : words.after, {
      type: record.type,
      side: record.setIdentifier ?? '',
      weight: record.weight ?? 0,
      content: wordRecord(record, words),
    }),
  );

const wordObstacle = ({ kind, ...values }: Obstacle, words: AdoptWords): string =>
  fillTemplate(words.obstacles[kind], values);

const wordRemark = ({ kind, ...values }: Remark, words: AdoptWords): string =>
  fillTemplate(words.remarks[kind], values);
