import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  group: 'Un poste d’observation ailleurs : fait les sondes que Préau lui demande, et rien d’autre',
  port: 'Le port où écouter ; 0 : au choix du système',
  keyFile: 'La clé partagée avec Préau, lisible de son seul propriétaire (0600)',
  listen: 'L’adresse où écouter',
  allow: 'Les seuls hôtes à sonder, séparés par des virgules : hôte ou hôte:port',
  allowFile: 'Les mêmes, dans un fichier, un par ligne',
  allowPrivate: 'Sonder aussi des adresses privées ou de cette machine',
  resolver: 'Un résolveur à interroger plutôt que celui du système ; deux au plus',
  ca: 'Les autorités de confiance, en PEM, au lieu de celles du système',
  tlsCert: 'Son propre certificat, en PEM, pour écouter en HTTPS',
  tlsKey: 'La clé privée de ce certificat',
  check: 'Interroger une fois chaque poste d’observation distant de la configuration',
  config: 'La configuration',
  checkCa: 'Les autorités de confiance pour joindre les postes, en PEM',
  key: 'Fabriquer une clé à partager, dans un fichier qui n’existe pas encore',
  keyArgument: 'Le fichier de la clé',
  ready: 'Poste d’observation prêt sur {url} ; hôtes sondés : {hosts}.',
  stopped: 'Poste d’observation arrêté.',
  keyMade:
    'Clé écrite dans {file}. Copiez-la sur l’autre machine par un chemin sûr, avec les mêmes droits (0600).',
  none: 'Aucun poste d’observation de {file} n’a d’agent (vantages, agent).',
  agent: '{name} ({url}) : version {version}, aller-retour {trip} ms, horloge à {skew} de celle-ci',
  silent: '{name} ({url}) : ne répond pas : {why}',
  up: 'répond',
  seen: '{platform} : {says} ({ms} ms)',
  refused: '{platform} : refusé par l’agent : {why}',
  remedy: 'Pour que l’agent sonde tout ce que la configuration surveille :',
} as const;

export type VantageWords = Translated<typeof FR>;

const EN: VantageWords = {
  group: 'A vantage elsewhere: makes the probes that Préau asks for, and nothing else',
  port: 'The port to listen on; 0: the system’s choice',
  keyFile: 'The key shared with Préau, which only its owner may read (0600)',
  listen: 'The address to listen on',
  allow: 'The only hosts to probe, apart by commas: host or host:port',
  allowFile: 'The same in a file, one a line',
  allowPrivate: 'Probe private addresses and this machine’s too',
  resolver: 'A resolver to ask instead of the system’s; two at most',
  ca: 'The trusted authorities, in PEM, instead of the system’s',
  tlsCert: 'Its own certificate, in PEM, to listen by HTTPS',
  tlsKey: 'The private key of that certificate',
  check: 'Ask each remote vantage of the configuration once',
  config: 'The configuration',
  checkCa: 'The trusted authorities on the way to the agents, in PEM',
  key: 'Make a key to share, in a file that does not exist yet',
  keyArgument: 'The file of the key',
  ready: 'Vantage ready at {url}; hosts probed: {hosts}.',
  stopped: 'Vantage stopped.',
  keyMade:
    'Key written to {file}. Copy it to the other machine by a safe way, with the same rights (0600).',
  none: 'No vantage of {file} has an agent (vantages, agent).',
  agent: '{name} ({url}): version {version}, round trip {trip} ms, clock {skew} from this one',
  silent: '{name} ({url}): does not answer: {why}',
  up: 'answers',
  seen: '{platform}: {says} ({ms} ms)',
  refused: '{platform}: refused by the agent: {why}',
  remedy: 'For the agent to probe all that the configuration watches:',
};

export const vantageWords = (language: Language): VantageWords => (language === 'fr' ? FR : EN);
