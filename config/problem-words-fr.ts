import type { ProblemWords } from './problem-words.ts';
import { awsProblemWordsFr } from './problem-words-aws-fr.ts';
import { causeProblemWordsFr } from './problem-words-cause-fr.ts';
import { namesProblemWordsFr } from './problem-words-names-fr.ts';
import { pagesProblemWordsFr } from './problem-words-pages-fr.ts';
import { recipeProblemWordsFr } from './problem-words-recipe-fr.ts';
import { updatesProblemWordsFr } from './problem-words-updates-fr.ts';

/** Every problem that a configuration may have, in French: its keys are the codes. */
export const problemWordsFr = {
  // The text.
  'too-large': {
    expected: 'un fichier de 1 Mo au plus',
    remedy: 'vérifiez que ce fichier est bien la configuration de Préau',
  },
  'too-deep': {
    expected: 'une configuration de 32 niveaux et 200 000 éléments au plus',
    remedy: 'vérifiez que ce fichier est bien la configuration de Préau',
  },
  'too-many-aliases': {
    expected: "des alias YAML (*nom) en nombre raisonnable, qui ne se citent pas l'un l'autre",
    remedy: 'écrivez les valeurs en clair',
  },
  'alias-of-itself': {
    expected: 'un alias YAML qui ne se contient pas lui-même',
    remedy: 'écrivez la valeur en clair',
  },
  'empty-file': {
    expected: 'une configuration',
    remedy: "partez de l'exemple examples/preau.yaml",
  },
  'two-documents': {
    expected: 'un seul document YAML',
    remedy: 'retirez la ligne « --- » et ce qui la suit',
  },
  'yaml-syntax': {
    expected: 'du YAML lisible',
    remedy:
      "vérifiez le retrait, les deux-points et les guillemets de cette ligne et de celle d'avant",
  },
  'yaml-garbled': {
    expected: 'du YAML, avec 1 000 signes au plus là où il n’en faut aucun',
    remedy: 'vérifiez que ce fichier est bien la configuration de Préau',
  },
  'yaml-tab': {
    expected: 'un retrait fait d’espaces',
    remedy: 'remplacez la tabulation par des espaces',
  },
  'duplicate-key': {
    expected: 'chaque clé une seule fois',
    remedy: 'gardez une seule des deux valeurs',
  },
  // The shape.
  'unknown-key': { expected: 'une clé connue : {keys}', remedy: 'retirez cette clé' },
  'unknown-key-near': { expected: 'la clé « {near} » ?', remedy: 'écrivez « {near} »' },
  missing: { expected: 'la clé « {key} »', remedy: 'ajoutez « {key}: … » ici' },
  invalid: { expected: 'une valeur permise ({why})', remedy: 'voyez docs/configuration.md' },
  'type-string': { expected: 'un texte', remedy: 'mettez la valeur entre guillemets' },
  'type-number': { expected: 'un nombre', remedy: 'écrivez un nombre sans guillemets ni unité' },
  'type-int': { expected: 'un nombre entier', remedy: 'écrivez un entier sans guillemets' },
  'type-boolean': { expected: 'true ou false', remedy: 'écrivez true ou false, sans guillemets' },
  'type-array': { expected: 'une liste', remedy: 'écrivez chaque élément après un tiret' },
  'type-object': {
    expected: 'un groupe de clés',
    remedy: 'écrivez les clés sur les lignes suivantes, en retrait',
  },
  'not-among': { expected: "l'une des valeurs : {choices}", remedy: 'choisissez-en une' },
  'string-least': { expected: '{bound} caractère(s) au moins', remedy: 'complétez la valeur' },
  'string-most': { expected: '{bound} caractères au plus', remedy: 'raccourcissez la valeur' },
  'array-least': { expected: '{bound} élément(s) au moins', remedy: 'ajoutez un élément' },
  'array-most': { expected: '{bound} éléments au plus', remedy: 'retirez des éléments' },
  'number-least': { expected: '{bound} ou plus', remedy: 'augmentez la valeur' },
  'number-above': { expected: 'plus que {bound}', remedy: 'augmentez la valeur' },
  'number-most': { expected: '{bound} ou moins', remedy: 'diminuez la valeur' },
  // The values.
  empty: { expected: 'un texte non vide', remedy: 'complétez la valeur' },
  'control-character': {
    expected: 'un texte sur une ligne, sans caractère de commande',
    remedy: 'retirez les sauts de ligne et les tabulations',
  },
  id: {
    expected: 'un identifiant : petites lettres, chiffres et tirets, 1 à 64 caractères',
    remedy: 'par exemple ent-occitanie',
  },
  duration: {
    expected: 'une durée : un entier et ms, s, m, h ou d (jours)',
    remedy: 'par exemple 500ms, 10s, 5m, 2h ou 14d',
  },
  'duration-bounds': { expected: 'une durée de {from} à {to}', remedy: 'restez entre ces bornes' },
  'ttl-too-long': {
    expected: 'une durée de vie (TTL) de 60 secondes au plus',
    remedy: 'au-delà, les élèves restent sur la plateforme en panne : prenez 30s ou 60s',
  },
  hostname: {
    expected: "un nom d'hôte complet",
    remedy: 'par exemple ent.example.fr, sans https:// ni chemin',
  },
  'dkim-selector': {
    expected: 'un sélecteur DKIM : petites lettres, chiffres et traits d’union',
    remedy: 'par exemple preau2026',
  },
  host: { expected: "un nom d'hôte ou une adresse IP", remedy: 'par exemple smtp.example.fr' },
  ip: { expected: 'une adresse IPv4 ou IPv6', remedy: 'par exemple 192.0.2.10 ou 2001:db8::10' },
  path: { expected: 'un chemin qui commence par /', remedy: 'par exemple /login' },
  url: {
    expected: 'une adresse http:// ou https://',
    remedy: 'par exemple https://etat.example.fr',
  },
  'url-with-password': {
    expected: "une adresse sans nom d'utilisateur ni mot de passe",
    remedy: 'retirez ce qui précède @ : un secret ne se met pas dans ce fichier',
  },
  mail: { expected: 'une adresse électronique', remedy: 'par exemple preau@example.fr' },
  mobile: { expected: 'un numéro international', remedy: 'par exemple +33639980001' },
  department: {
    expected: 'un département en trois caractères, comme dans l’annuaire',
    remedy: 'par exemple "031", "02A" ou "974", entre guillemets',
  },
  'clock-time': { expected: 'une heure HH:MM', remedy: 'par exemple 08:30' },
  day: { expected: 'une date AAAA-MM-JJ', remedy: 'par exemple 2021-04-06' },
  'days-backwards': {
    expected: 'un jour après {from}',
    remedy: 'écrivez le jour de la reprise, qui a classe',
  },
  'time-zone': { expected: 'un fuseau horaire IANA', remedy: 'par exemple Europe/Paris' },
  variable: {
    expected: "le nom d'une variable d'environnement, en capitales",
    remedy: 'par exemple PREAU_SMTP_PASSWORD',
  },
  'sender-form': {
    expected: "un nom d'expéditeur de 1 à 11 lettres ou chiffres, sans accent, une lettre au moins",
    remedy: 'par exemple PREAU : les opérateurs refusent les caractères spéciaux',
  },
  'named-twice': { expected: 'chacun une seule fois', remedy: 'retirez la répétition' },
  'sender-generic': {
    expected: 'un nom propre à votre organisation',
    remedy: 'les opérateurs bloquent les mots génériques : prenez PREAU ou le nom de la région',
  },
  'hosted-zone': {
    expected: 'un identifiant de zone Route 53',
    remedy: 'par exemple Z0123456789ABC',
  },
  'aws-region': { expected: 'une Région AWS', remedy: 'par exemple eu-west-3' },
  bucket: {
    expected: 'un nom de bucket S3 de 3 à 63 petites lettres, chiffres et tirets',
    remedy: 'par exemple preau-abris-occitanie ; pas de point, à cause du certificat',
  },
  // What one value cannot tell by itself.
  'hoster-unknown': {
    expected: "l'un des hébergeurs décrits : {known}",
    remedy: 'corrigez le nom, ou décrivez cet hébergeur sous hosters',
  },
  'control-unknown': {
    expected: "l'une des plateformes décrites : {known}",
    remedy: 'corrigez le nom, ou décrivez ce témoin sous platforms',
  },
  'duplicate-id': {
    expected: 'un identifiant qui ne sert pas déjà ({first})',
    remedy: "donnez à l'un des deux un autre identifiant",
  },
  'duplicate-hostname': {
    expected: 'un nom protégé qui ne sert pas déjà ({first})',
    remedy: 'une plateforme par nom : réunissez-les ou corrigez le nom',
  },
  'origin-is-protected': {
    expected: "le nom propre de l'origine, qui n'est celui d'aucune plateforme protégée",
    remedy:
      "le nom protégé tourne vers le miroir : sonder l'origine par lui tromperait ; donnez-lui un nom à elle",
  },
  'mirror-name-is-protected': {
    expected: "un nom propre au miroir, qui n'est celui d'aucune plateforme protégée",
    remedy: 'donnez au miroir un nom à lui, toujours joignable, par exemple secours.example.fr',
  },
  'mirror-same-hoster': {
    expected: "un miroir chez un autre hébergeur que l'origine",
    remedy: 'la panne de cet hébergeur emporterait les deux : placez le miroir ailleurs',
  },
  'mirror-same-region': {
    expected: "un miroir dans une autre région que l'origine ({region})",
    remedy: 'placez le miroir chez un hébergeur dans une autre région',
  },
  'mirror-same-address': {
    expected: "des adresses que l'origine n'a pas",
    remedy: 'un miroir sur la même machine tombe avec elle : donnez ses vraies adresses',
  },
  'mirror-lacks-family': {
    expected: "une adresse {family} aussi, puisque l'origine en publie une",
    remedy:
      'sans elle, les élèves qui passent par {family} restent sur la plateforme en panne : ajoutez-la',
  },
  'port-zero': {
    expected: 'un port de 1 à 65535',
    remedy: 'le port 0 (« choisis pour moi ») ne vaut que dans une répétition',
  },
  'sms-name-not-gsm7': {
    expected: "un nom que l'alphabet des SMS (GSM-7) sait écrire en 24 caractères",
    remedy: 'remplacez ce qui ne passe pas : {characters}',
  },
  'recover-too-soon': {
    expected: 'plus de {fall} tours (roundsToFall) pour un retour',
    remedy: 'on revient avec plus de prudence que l’on ne part : augmentez roundsToRecover',
  },
  'votes-above-vantages': {
    expected: '{vantages} au plus : le nombre de points de vue',
    remedy: 'ajoutez un point de vue sous vantages, ou diminuez votesToFall',
  },
  'shares-not-rising': {
    expected: 'des parts qui montent, chacune plus grande que la précédente',
    remedy: 'par exemple [0.1, 0.5, 1]',
  },
  'shares-not-whole': {
    expected: 'une dernière part de 1 : toutes les visites reviennent',
    remedy: 'finissez la liste par 1',
  },
  'zone-missing': {
    expected: 'un nom sous l’une des zones de names.zones : {zones}',
    remedy: 'ajoutez sa zone, sans quoi ses réponses ne peuvent pas tourner',
  },
  'hold-region-is-home': {
    expected: 'une autre Région que celle de Préau ({region})',
    remedy: "l'abri doit tenir quand la Région de Préau est en panne : changez aws.holdRegion",
  },
  // What names publish.
  ...namesProblemWordsFr,
  // What an owner's own name server asks.
  ...updatesProblemWordsFr,
  ...pagesProblemWordsFr,
  // What the home on AWS, or its absence, asks.
  ...awsProblemWordsFr,
  // What the visit of a web site asks.
  ...recipeProblemWordsFr,
  // What evidence on a cause asks.
  ...causeProblemWordsFr,
} as const satisfies Readonly<Record<string, ProblemWords>>;

export type ProblemCode = keyof typeof problemWordsFr;

export function isProblemCode(name: unknown): name is ProblemCode {
  return typeof name === 'string' && Object.hasOwn(problemWordsFr, name);
}
