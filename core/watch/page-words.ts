/** What a page says of itself under a status of 200 or 503, where it says anything. */
export type PageWord = 'queue' | 'closed';

const WORDS: readonly { readonly says: PageWord; readonly pattern: RegExp }[] = [
  {
    says: 'closed',
    pattern:
      /(suspendu|ferm[ée]e?) (par|sur d[ée]cision)|acc[èe]s (est )?(suspendu|ferm[ée])|has been suspended by|closed by (its|the) (owner|authority)/iu,
  },
  {
    says: 'queue',
    pattern:
      /file d.attente|salle d.attente virtuelle|quota (de |d.)?(connexions?|utilisateurs?)|trop de connexions|satur[ée]{1,2}s?(?!\p{L})|waiting room|connection quota|too many (users|connections)/iu,
  },
];

/** How much of a page is read for its words: as much as Route 53 reads, 5,120 bytes. */
const READ_CHARS = 5_120;

/** The letters of the patterns above that French pages write by name. */
const NAMED: Readonly<Record<string, string>> = {
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
};
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{3,8}));/giu;

/** Recognise a queue or quota page, or a page that its owner closed; null when it says neither. */
export function pageWord(text: string): PageWord | null {
  const head = text.slice(0, READ_CHARS).replaceAll(REFERENCE, characterOf);
  return WORDS.find(({ pattern }) => pattern.test(head))?.says ?? null;
}

/** What an HTML character reference stands for; itself when it stands for nothing that is known. */
function characterOf(reference: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? reference;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : reference;
}
