import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  description: 'Démarrer Préau sur cette machine, pour de vrai',
  file: 'la configuration',
  dataOption: 'où garder les données (sinon : .preau/<organisation> à côté de la configuration)',
  caOption: 'autorités à croire à la place de celles du système (PEM), pour un réseau privé',
  folder: 'Données : {path}',
  calendarOver:
    'Calendrier scolaire fini, ou bientôt : sans lui, aucun SMS ne part vers les établissements de {zones}. Ajoutez l’année sous notices.schoolYears, ou smsDays: every.',
  noSchools: 'Aucun annuaire dans preau.yaml (schools) : personne ne sera prévenu.',
  schoolsUnchanged: 'Annuaire : inchangé',
  schoolsImported:
    'Annuaire : {schools} {schools, plural, =0 {établissement} =1 {établissement} other {établissements}}, {contacts} {contacts, plural, =0 {contact} =1 {contact} other {contacts}}, {rejected} {rejected, plural, =0 {refusé} =1 {refusé} other {refusés}}',
  schoolsKept: 'Annuaire : fichiers illisibles, celui d’avant reste. {why}',
  mirrorBuilt:
    'Miroir de {platform} construit : {pages} {pages, plural, =0 {page} =1 {page} other {pages}}, dans {folder}',
  mirrorElsewhere:
    'À publier chez un AUTRE hébergeur : « preau mirror publish {folder} DOSSIER », ou une copie du dossier. Ici, Préau ne garde que le manifeste, pour juger ce qui est servi là-bas.',
  namesStarted: 'Serveur de noms démarré',
  namesFound: 'Serveur de noms : il répondait déjà, il n’a pas été touché',
  namesElsewhere:
    'Serveur de noms : le vôtre, {address} port {port}. Lui seul répond, et seul Préau le fait basculer : si Préau s’arrête, les noms restent où ils sont.',
  namesRefused: 'Il refuserait une bascule. {why}',
  standing: 'Préau veille. Ctrl-C l’arrête ; les noms, eux, continuent de répondre.',
  portTaken: '(le port {wanted} est pris)',
  stopped: 'Préau est arrêté, journal à jour.',
  namesLive:
    'Le serveur de noms (processus {pid}) continue de répondre et de basculer par la seule santé. Pour l’arrêter : preau names stop --data {folder}',
  namesStay:
    'Votre serveur de noms continue de répondre ce qui s’y trouve. Plus rien ne bascule avant le prochain « preau start » ; à la main : preau shelter|release PLATEFORME --data {folder}',
} as const;

export type StartWords = Translated<typeof FR>;

const EN: StartWords = {
  description: 'Start Préau on this machine, for real',
  file: 'the configuration',
  dataOption: 'where to keep its data (else: .preau/<organisation> beside the configuration)',
  caOption: 'authorities to trust instead of the system’s (PEM), for a private network',
  folder: 'Data: {path}',
  calendarOver:
    'The school calendar has ended, or soon does: without it no SMS leaves for schools of {zones}. Add the year under notices.schoolYears, or smsDays: every.',
  noSchools: 'No directory in preau.yaml (schools): nobody will be told.',
  schoolsUnchanged: 'Directory: unchanged',
  schoolsImported:
    'Directory: {schools} {schools, plural, =1 {school} other {schools}}, {contacts} {contacts, plural, =1 {contact} other {contacts}}, {rejected} rejected',
  schoolsKept: 'Directory: files cannot be read, the one of before stands. {why}',
  mirrorBuilt:
    'Mirror of {platform} built: {pages} {pages, plural, =1 {page} other {pages}}, in {folder}',
  mirrorElsewhere:
    'To be published at ANOTHER hoster: “preau mirror publish {folder} FOLDER”, or a copy of the folder. Here Préau only keeps the manifest, to judge what is served there.',
  namesStarted: 'Name server started',
  namesFound: 'Name server: it was answering already and was not touched',
  namesElsewhere:
    'Name server: your own, {address} port {port}. It alone answers, and Préau alone turns it: if Préau stops, names stay where they are.',
  namesRefused: 'It would refuse a turn. {why}',
  standing: 'Préau watches. Ctrl-C stops it; names go on being answered.',
  portTaken: '(port {wanted} is taken)',
  stopped: 'Préau has stopped, its journal is up to date.',
  namesLive:
    'The name server (process {pid}) goes on answering, and turns by health alone. To stop it: preau names stop --data {folder}',
  namesStay:
    'Your name server goes on answering what stands there. Nothing turns before the next “preau start”; by hand: preau shelter|release PLATFORM --data {folder}',
};

export const startWords = (language: Language): StartWords => (language === 'fr' ? FR : EN);
