import type { Language } from './language.ts';

/** Lines that can be typed as they are, but for names; a reason is in the reader's language. */
type Example = string | { readonly [language in Language]: string };

/**
 * One line to copy and to change for every command: for most people it says more than the options.
 * Those of `preau mirror` stand with its other words, in the locales.
 */
const EXAMPLES: { readonly [command: string]: Example } = {
  start: 'preau start preau.yaml',
  rehearse: 'preau rehearse april-6-2021 --once',
  init: 'preau init --out preau.yaml',
  check: 'preau check preau.yaml --names',
  cost: 'preau cost preau.yaml --schools 3000',
  doctor: 'preau doctor preau.yaml',
  health: 'preau health --json',
  'schools import': 'preau schools import annuaire.csv contacts.csv --dry-run',
  'schools publish': 'preau schools publish preau.yaml --dry-run',
  shelter: {
    fr: 'preau shelter ent-region --reason "l’éditeur annonce une coupure"',
    en: 'preau shelter ent-region --reason "the vendor announces a cut"',
  },
  release: {
    fr: 'preau release ent-region --reason "l’éditeur dit que c’est réparé"',
    en: 'preau release ent-region --reason "the vendor says that it is mended"',
  },
  share: {
    fr: 'preau share ent-region 30 --reason "alléger avant la rentrée"',
    en: 'preau share ent-region 30 --reason "less load before the return"',
  },
  veto: {
    fr: 'preau veto ent-region --reason "entretien prévu jusqu’à midi"',
    en: 'preau veto ent-region --reason "planned work until noon"',
  },
  unveto: {
    fr: 'preau unveto ent-region --reason "entretien fini"',
    en: 'preau unveto ent-region --reason "the work is over"',
  },
  suspend: {
    fr: 'preau suspend ent-region --reason "fermé par son propriétaire"',
    en: 'preau suspend ent-region --reason "closed by its owner"',
  },
  resume: {
    fr: 'preau resume ent-region --reason "rouvert par son propriétaire"',
    en: 'preau resume ent-region --reason "opened again by its owner"',
  },
  drill: 'preau drill ent-region --dry-run',
  'drill start': 'preau drill start ent-region',
  'drill end': 'preau drill end ent-region',
  'drill report': 'preau drill report ent-region',
  'notice preview': 'preau notice preview',
  'notice plan': 'preau notice plan --platform ent-region --phase outage',
  'notice tasks': 'preau notice tasks --csv > rappeler.csv',
  'notice edit': {
    fr: 'preau notice edit ent-region-1/outage "Les cours de 14 h ont lieu au CDI." --dry-run',
    en: 'preau notice edit ent-region-1/outage "Lessons at 2 p.m. are in the library." --dry-run',
  },
  'notice hold': 'preau notice hold ent-region-1/outage',
  'notice release': 'preau notice release ent-region-1/outage',
  'notice cancel': 'preau notice cancel ent-region-1/outage',
  'cause explain': 'preau cause explain ent-region-1',
  'cause claim': {
    fr: 'preau cause claim ent-region --role vendor --asserts overload --statement "trop de connexions" --source "téléphone, 8 h 40"',
    en: 'preau cause claim ent-region --role vendor --asserts overload --statement "too many logins" --source "telephone, 8:40"',
  },
  'cause confirm': 'preau cause confirm ent-region-1 overload',
  'cause record': {
    fr: 'preau cause record ent-region-1 overload --source "rapport de l’hébergeur"',
    en: 'preau cause record ent-region-1 overload --source "the hoster’s report"',
  },
  'cause scenarios': 'preau cause scenarios --since 2026-01-01',
  'cause evaluate': 'preau cause evaluate scenarios.yaml --verbose',
  'cause feeds': 'preau cause feeds preau.yaml',
  'logs summarise': 'preau logs summarise access.log.gz',
  explain: 'preau explain ent-region-1',
  'journal verify': 'preau journal verify',
  'dossier export': 'preau dossier export ent-region-1 --out dossier.zip',
  'dossier verify': 'preau dossier verify dossier.zip',
  'dossier stamp': 'preau dossier stamp dossier.zip --tsa https://tsa.example/tsr',
  'dossier key': 'preau dossier key',
  'names status': 'preau names status',
  'names stop': 'preau names stop',
  vantage: 'preau vantage --key-file vantage.key --port 8443 --allow ent.region.example',
  'vantage check': 'preau vantage check --config preau.yaml',
  'vantage key': 'preau vantage key vantage.key',
  adopt: 'preau adopt preau.yaml --dry-run',
  'webhooks try': 'preau webhooks try region --dry-run',
};

/** @returns undefined for a command without one, such as a group of others */
export function exampleOf(command: string, language: Language): string | undefined {
  const example = EXAMPLES[command];
  return typeof example === 'object' ? example[language] : example;
}

/** The commands that the table knows, each by its whole path. */
export const EXAMPLED: readonly string[] = Object.keys(EXAMPLES);
