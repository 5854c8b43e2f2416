import type { FindingState } from '../adapters/aws/doctor/finding.ts';
import type { MachineCheck, MachineCode } from './doctor-machine-finding.ts';
import { doctorNetworkWords } from './doctor-network-words.ts';
import type { FindingWords } from './doctor-words.ts';
import type { Language } from './language.ts';

export interface DoctorMachineWords {
  readonly heading: string;
  /** Of what `--ask-network` adds to the report of an account. */
  readonly networkHeading: string;
  readonly checks: { readonly [name in MachineCheck]: string };
  readonly findings: { readonly [code in MachineCode]: FindingWords };
  readonly verdicts: { readonly [state in FindingState]: string };
}

const FR: DoctorMachineWords = {
  heading: 'Cette machine, pour {file}',
  networkHeading: 'Le réseau, pour {file}',
  checks: {
    platforms: 'Plateformes',
    clock: 'Horloge',
    disk: 'Disque',
    data: 'Données',
    ports: 'Ports',
    mail: 'Courriel',
    files: 'Fichiers',
    delegation: 'Délégations',
    served: 'Certificats',
    time: 'Heure des autres',
    login: 'Connexion',
  },
  findings: {
    'addresses-real': {
      found:
        '{count} {count, plural, =0 {plateforme} =1 {plateforme} other {plateformes}}, aucune adresse de documentation',
    },
    'address-of-documents': {
      found: '{hostname} : {address} est une adresse de documentation, où personne ne répond',
      do: 'Écrivez la vraie adresse dans la configuration.',
    },
    'clock-kept': { found: 'tenue par un serveur de temps (systemd-timesyncd)' },
    'clock-alone': {
      found: 'aucun serveur de temps ne l’a réglée depuis le démarrage',
      do: 'timedatectl set-ntp true ; les preuves ne valent que par leur heure.',
    },
    'clock-untold': {
      found: 'ce système ne dit pas si un serveur de temps la tient ; personne n’a été interrogé',
      do: 'Regardez : timedatectl, ou chronyc tracking.',
    },
    'disk-fits': { found: '{free} Mo libres pour {folder}' },
    'disk-low': {
      found: '{free} Mo libres pour {folder}',
      do: 'Faites de la place : {least} Mo portent journal, annuaire et miroirs.',
    },
    'disk-full': {
      found: '{free} Mo libres seulement pour {folder}',
      do: 'Faites de la place avant de démarrer : un journal qui ne s’écrit plus arrête tout.',
    },
    'data-to-come': { found: '{folder} : « preau start » le créera' },
    'data-closed': { found: '{folder} : à son propriétaire seul d’y écrire' },
    'data-open': {
      found: '{folder} : d’autres comptes de cette machine peuvent y écrire',
      do: 'chmod go-w {folder}',
    },
    'ports-free': { found: 'noms {names} et console {console} : libres, et permis' },
    'ports-taken': {
      found: 'le port {names} des noms est pris',
      do: 'Par Préau lui-même, si « preau names status » répond ; sinon, arrêtez ce qui le tient, ou changez names.port.',
    },
    'ports-forbidden': {
      found: 'ports {names} et {console} : l’un d’eux n’est pas permis à ce compte',
      do: 'Sous Linux, sous 1024 : AmbientCapabilities=CAP_NET_BIND_SERVICE dans le service systemd, ou setcap sur Node.',
    },
    'address-elsewhere': {
      found: '{address} : on ne peut pas y écouter, ce ne sont pas des adresses de cette machine',
      do: 'Corrigez names.listen et console.listen ; « ip address » montre celles d’ici.',
    },
    'password-unset': {
      found: 'la variable {variable}, le mot de passe de {host}, est vide ici',
      do: 'Donnez-la au service qui lance « preau start » : aucun courriel ne partirait.',
    },
    'password-nowhere': {
      found: '{user} chez {host}, mais aucun mot de passe',
      do: 'Nommez sa variable : notices.smtp.passwordVariable.',
    },
    'mail-nameless': {
      found: '{host} : ni compte ni mot de passe',
      do: 'Juste si ce relais connaît votre adresse ; sinon, ajoutez user et passwordVariable.',
    },
    'mail-whole': { found: '{host} port {port} : réglages entiers ; rien n’a été envoyé' },
    'files-there': {
      found:
        '{count} {count, plural, =0 {fichier nommé} =1 {fichier nommé} other {fichiers nommés}}, tous là, secrets fermés',
    },
    'file-missing': {
      found: '{file} n’est pas là',
      do: 'Mettez-le à côté de la configuration, ou corrigez son nom.',
    },
    'secret-open': {
      found: '{file} : d’autres peuvent lire ce secret',
      do: 'chmod 600 {file}, et changez-le s’il a pu être lu.',
    },
    ...doctorNetworkWords('fr'),
  },
  verdicts: {
    ok: 'Tout va bien : preau start.',
    warn: 'Rien n’empêche de démarrer ; lisez les avertissements.',
    fail: 'Ne démarrez pas encore : corrigez ce qui est marqué ✖.',
    unknown: 'Une partie n’a pas pu être vue ; rien de ce qui l’a été n’empêche de démarrer.',
  },
};

const EN: DoctorMachineWords = {
  heading: 'This machine, for {file}',
  networkHeading: 'The network, for {file}',
  checks: {
    platforms: 'Platforms',
    clock: 'Clock',
    disk: 'Disk',
    data: 'Data',
    ports: 'Ports',
    mail: 'Mail',
    files: 'Files',
    delegation: 'Delegations',
    served: 'Certificates',
    time: 'Time of others',
    login: 'Login',
  },
  findings: {
    'addresses-real': {
      found: '{count} {count, plural, =1 {platform} other {platforms}}, no address of documents',
    },
    'address-of-documents': {
      found: '{hostname}: {address} is an address of documents, where nobody answers',
      do: 'Write the real address into the configuration.',
    },
    'clock-kept': { found: 'kept by a time server (systemd-timesyncd)' },
    'clock-alone': {
      found: 'no time server has set it since the start',
      do: 'timedatectl set-ntp true; evidence is worth what its time is worth.',
    },
    'clock-untold': {
      found: 'this system does not tell whether a time server keeps it; nobody was asked',
      do: 'Look: timedatectl, or chronyc tracking.',
    },
    'disk-fits': { found: '{free} MB free for {folder}' },
    'disk-low': {
      found: '{free} MB free for {folder}',
      do: 'Make room: {least} MB carry journal, directory and mirrors.',
    },
    'disk-full': {
      found: '{free} MB free, no more, for {folder}',
      do: 'Make room before the start: a journal that cannot be written stops everything.',
    },
    'data-to-come': { found: '{folder}: “preau start” will make it' },
    'data-closed': { found: '{folder}: its owner alone may write there' },
    'data-open': {
      found: '{folder}: other accounts of this machine may write there',
      do: 'chmod go-w {folder}',
    },
    'ports-free': { found: 'names {names} and console {console}: free, and allowed' },
    'ports-taken': {
      found: 'the port {names} of names is taken',
      do: 'By Préau itself, if “preau names status” answers; else stop what holds it, or change names.port.',
    },
    'ports-forbidden': {
      found: 'ports {names} and {console}: this account may not have one of them',
      do: 'On Linux, below 1024: AmbientCapabilities=CAP_NET_BIND_SERVICE in the systemd service, or setcap on Node.',
    },
    'address-elsewhere': {
      found: '{address}: one cannot listen there, they are no addresses of this machine',
      do: 'Correct names.listen and console.listen; “ip address” shows those of here.',
    },
    'password-unset': {
      found: 'the variable {variable}, the password of {host}, is empty here',
      do: 'Give it to the service that runs “preau start”: no mail would leave.',
    },
    'password-nowhere': {
      found: '{user} at {host}, but no password',
      do: 'Name its variable: notices.smtp.passwordVariable.',
    },
    'mail-nameless': {
      found: '{host}: neither account nor password',
      do: 'Right if this relay knows your address; else add user and passwordVariable.',
    },
    'mail-whole': { found: '{host} port {port}: settings are whole; nothing was sent' },
    'files-there': {
      found: '{count} {count, plural, =1 {file} other {files}} named, all there, secrets closed',
    },
    'file-missing': {
      found: '{file} is not there',
      do: 'Put it beside the configuration, or correct its name.',
    },
    'secret-open': {
      found: '{file}: others may read this secret',
      do: 'chmod 600 {file}, and change it if it may have been read.',
    },
    ...doctorNetworkWords('en'),
  },
  verdicts: {
    ok: 'All is well: preau start.',
    warn: 'Nothing stands against a start; read the warnings.',
    fail: 'Do not start yet: put right what is marked ✖.',
    unknown: 'Some could not be looked at; nothing that was seen stands against a start.',
  },
};

export const doctorMachineWords = (language: Language): DoctorMachineWords =>
  language === 'fr' ? FR : EN;
