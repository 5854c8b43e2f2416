/** More choices than this are no person's browser. Chosen; what follows is not read. */
const CHOICES_MAX = 20;
const HEADER_MAX_CHARS = 500;

/**
 * The language of Préau's two that whoever asks likes best.
 *
 * @param header `Accept-Language`; empty for none
 * @returns null where neither is asked for by name: the home then speaks its own
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 */
export function askedLanguage(header: string): 'fr' | 'en' | null {
  const choices = header.slice(0, HEADER_MAX_CHARS).split(',', CHOICES_MAX).flatMap(readChoice);
  const [best] = choices.toSorted((one, other) => other.weight - one.weight);
  return best?.language ?? null;
}

interface Choice {
  readonly language: 'fr' | 'en';
  readonly weight: number;
}

function readChoice(text: string): readonly Choice[] {
  const found = /^\s*(fr|en)(?:-[a-z0-9-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(text);
  if (found === null) return [];
  const weight = Number(found[2] ?? '1');
  const language = found[1]?.toLowerCase() === 'fr' ? 'fr' : 'en';
  return weight > 0 ? [{ language, weight: Math.min(1, weight) }] : [];
}
