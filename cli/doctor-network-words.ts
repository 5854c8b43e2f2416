import type { MachineCode } from './doctor-machine-finding.ts';
import type { FindingWords } from './doctor-words.ts';
import type { Language } from './language.ts';

type NetworkCode = Extract<MachineCode, `${'delegation' | 'served' | 'time' | 'login'}-${string}`>;
type Words = { readonly [code in NetworkCode]: FindingWords };

const FR: Words = {
  'delegation-right': { found: '{zone} : déléguée à {told}' },
  'delegation-other': {
    found: '{zone} : le DNS dit {told}, la configuration {wanted}',
    do: 'Chez le bureau d’enregistrement, mettez les serveurs de la configuration ; ou corrigez names.zones.',
  },
  'delegation-none': {
    found: '{zone} : le DNS ne connaît aucun serveur de cette zone ({why})',
    do: 'Déléguez-la chez qui tient le nom au-dessus : sans cela, personne ne bascule.',
  },
  'delegation-untold': {
    found: '{zone} : le DNS n’a pas répondu ({why})',
    do: 'Regardez le réseau et le résolveur de cette machine, puis recommencez.',
  },
  'served-well': {
    found: '{name} à {at} : encore {days} {days, plural, =0 {jour} =1 {jour} other {jours}}',
  },
  'served-ends': {
    found: '{name} à {at} : plus que {days} {days, plural, =0 {jour} =1 {jour} other {jours}}',
    do: 'Faites-le renouveler : à son terme, ce nom tombe pour tous à cette adresse.',
  },
  'served-over': {
    found: '{name} à {at} : certificat expiré',
    do: 'Renouvelez-le maintenant : les navigateurs refusent cette adresse.',
  },
  'served-refused': {
    found: '{name} à {at} : un navigateur refuse ce certificat ({why})',
    do: 'Mettez-y un certificat au nom de {name}, avec sa chaîne : un miroir sans lui n’abrite personne.',
  },
  'served-silent': {
    found: '{name} à {at} : pas de réponse ({why})',
    do: 'Est-elle debout, et joignable d’ici ? Sinon corrigez son adresse.',
  },
  'time-agrees': {
    found: 'à {seconds} s de celle de {count} {count, plural, =0 {hôte} =1 {hôte} other {hôtes}}',
  },
  'time-off': {
    found: 'à {seconds} s de celle de {count} {count, plural, =0 {hôte} =1 {hôte} other {hôtes}}',
    do: 'timedatectl set-ntp true ; les preuves ne valent que par leur heure.',
  },
  'time-untold': {
    found: 'aucun hôte interrogé n’a dit son heure',
    do: 'Regardez : timedatectl, ou chronyc tracking.',
  },
  'login-well': { found: '{issuer} répond, et se décrit' },
  'login-silent': {
    found: '{issuer} ne se décrit pas ({why})',
    do: 'Vérifiez aws.console.issuer : personne ne pourrait se connecter à la console.',
  },
};

const EN: Words = {
  'delegation-right': { found: '{zone}: delegated to {told}' },
  'delegation-other': {
    found: '{zone}: DNS says {told}, the configuration {wanted}',
    do: 'Set the servers of the configuration at your registrar, or correct names.zones.',
  },
  'delegation-none': {
    found: '{zone}: DNS knows no server of this zone ({why})',
    do: 'Have it delegated by whoever holds the name above it: nobody turns without.',
  },
  'delegation-untold': {
    found: '{zone}: DNS did not answer ({why})',
    do: 'Look at the network and the resolver of this machine, then try again.',
  },
  'served-well': { found: '{name} at {at}: {days} {days, plural, =1 {day} other {days}} left' },
  'served-ends': {
    found: '{name} at {at}: {days} {days, plural, =1 {day} other {days}} left',
    do: 'Have it renewed: at its end this name falls for everybody at this address.',
  },
  'served-over': {
    found: '{name} at {at}: its certificate has expired',
    do: 'Renew it now: browsers refuse this address.',
  },
  'served-refused': {
    found: '{name} at {at}: a browser refuses this certificate ({why})',
    do: 'Put one there in the name of {name}, with its chain: a mirror without it shelters nobody.',
  },
  'served-silent': {
    found: '{name} at {at}: no answer ({why})',
    do: 'Is it up, and reachable from here? Else correct its address.',
  },
  'time-agrees': {
    found: '{seconds} s from that of {count} {count, plural, =1 {host} other {hosts}}',
  },
  'time-off': {
    found: '{seconds} s from that of {count} {count, plural, =1 {host} other {hosts}}',
    do: 'timedatectl set-ntp true; evidence is worth what its time is worth.',
  },
  'time-untold': {
    found: 'no host that was asked told its time',
    do: 'Look: timedatectl, or chronyc tracking.',
  },
  'login-well': { found: '{issuer} answers, and describes itself' },
  'login-silent': {
    found: '{issuer} does not describe itself ({why})',
    do: 'Look at aws.console.issuer: nobody could log in to the console.',
  },
};

/** What `--ask-network` finds. */
export const doctorNetworkWords = (language: Language): Words => (language === 'fr' ? FR : EN);
