import type { AuthorityAnswer } from '../core/incident/event.ts';
import { fillTemplate } from './fill-template.ts';
import { percent } from './percent.ts';

/** What each authoritative server answered, one line a server and type. */
export const answerLines = (
  answers: readonly AuthorityAnswer[],
  template: string,
): readonly string[] =>
  answers.map(({ server, name, type, answers: values, ttlSec, mirrorShare }) =>
    fillTemplate(template, {
      server,
      name,
      type,
      values: values.join(', ') || '–',
      ttl: ttlSec,
      share: percent(mirrorShare),
    }),
  );
