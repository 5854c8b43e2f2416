import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const fr = {
  names:
    'demande aussi aux serveurs DNS ce que publient les noms protégés ; rien n’est changé (sans cette option, personne n’est contacté)',
  server:
    'avec --names : ce serveur-ci, au lieu de ceux que le DNS indique (ADRESSE[:PORT], IPv6 entre crochets)',
  right: 'Noms protégés ({count}) : leurs serveurs publient ce que dit la configuration',
  name: '  {hostname}  {types}  ({servers})',
  nothing: 'aucun enregistrement',
  plan: 'Plan d’adoption : ce que ferait « preau adopt » ; rien n’a été changé',
  hint: 'Sur AWS : preau adopt {file}. Sur une machine, corrigez la configuration ou la zone d’abord.',
} as const;

const en: Translated<typeof fr> = {
  names:
    'also asks the DNS servers what the protected names publish; nothing is changed (without this option nobody is contacted)',
  server:
    'with --names: this server, instead of those that DNS tells (ADDRESS[:PORT], IPv6 in brackets)',
  right: 'Protected names ({count}): their servers publish what the configuration says',
  name: '  {hostname}  {types}  ({servers})',
  nothing: 'no record',
  plan: 'Adoption plan: what "preau adopt" would do; nothing was changed',
  hint: 'On AWS: preau adopt {file}. On one machine, correct the configuration or the zone first.',
};

/** What `preau check --names` says. */
export const checkNamesWords = (language: Language): Translated<typeof fr> =>
  language === 'fr' ? fr : en;
