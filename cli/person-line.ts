import { formatShare } from '../app/views/format-share.ts';
import type { WordsIn } from '../app/views/words.ts';
import type { PersonEvent } from '../core/incident/event.ts';

/** What a person did, in a sentence without a full stop. */
export function personLine(event: PersonEvent, { language, words }: WordsIn): string {
  const say = (values: Readonly<Record<string, string>>): string =>
    words(`dossier.person.${event.kind}`, values);
  if (event.kind === 'person-claimed') {
    const { role, statement, source } = event.claim;
    const said = { role: words(`console.role.${role}`), statement, source };
    if (event.by === undefined) return say(said);
    const by = `${event.by.name} (${event.by.role})`;
    return words('dossier.person.person-claimed-by', { ...said, by });
  }
  const by = `${event.by.name} (${event.by.role})`;
  if (event.kind === 'person-confirmed-cause')
    return say({ by, cause: words(`cause.name.${event.cause}`) });
  if (event.kind === 'person-recorded-cause')
    return say({
      by,
      cause: words(`cause.name.${event.cause}`),
      confidence: formatShare(event.confidence, language),
      source: event.source,
    });
  if (event.kind === 'person-edited-notice')
    return say({ by, notice: event.notice, addition: event.addition });
  if ('notice' in event) return say({ by, notice: event.notice });
  const reason = 'reason' in event ? event.reason : '';
  return event.kind === 'person-shared'
    ? say({ by, reason, share: formatShare(event.share, language) })
    : say({ by, reason });
}

/** Whether a person did it. */
export const isPersons = (event: { readonly kind: string }): event is PersonEvent =>
  event.kind.startsWith('person-');
