/** What a page says of itself under a status of 200 or 503, where it says anything. */
export type PageWord = 'queue' | 'closed';

const WORDS: readonly { readonly says: PageWord; readonly pattern: RegExp }[] = [
  {
    says: 'closed',
    pattern:
      /(suspendu|ferm[ée]e?) (par|sur d[ée]cision)|acc[èe]s (est )?(suspendu|ferm[ée])|has been suspended by|closed by (its|the) (owner|authority)/i,
  },
  {
    says: 'queue',
    pattern:
      /file d.attente|salle d.attente virtuelle|quota (de )?(connexions?|utilisateurs?)|trop de connexions|satur[ée]|waiting room|connection quota|too many (users|connections)/i,
  },
];

/** How much of a page is read for its words: as much as Route 53 reads, 5,120 bytes. */
const READ_CHARS = 5_120;

/** Recognise a queue or quota page, or a page that its owner closed; null when it says neither. */
export function pageWord(text: string): PageWord | null {
  const head = text.slice(0, READ_CHARS);
  return WORDS.find(({ pattern }) => pattern.test(head))?.says ?? null;
}
