import type { CostWords } from './cost-words.ts';

export const COST_WORDS_FR: CostWords = {
  description: 'Ce que coûte la maison sur AWS : chaque mois, et chaque incident',
  config: 'la configuration',
  schools: 'établissements prévenus d’un incident, par un courriel chacun',
  mobiles: 'personnes prévenues par SMS',
  whyOption: 'dire sous chaque ligne sur quoi elle est comptée',
  wholeNumber: 'un nombre entier, 0 ou plus, était attendu.',
  heading: 'Ce que coûte {file} sur AWS',
  monthly: 'Chaque mois',
  perIncident:
    'Un incident : {schools} {schools, plural, =0 {établissement} =1 {établissement} other {établissements}}, {mobiles} {mobiles, plural, =0 {mobile} =1 {mobile} other {mobiles}}',
  quantity: 'quantité',
  unitPrice: 'prix unitaire',
  euros: 'euros',
  total: 'Total',
  home: 'la maison elle-même, si peu qu’elle ait de plateformes : {euros} par mois',
  platform: 'une plateforme abritée de plus : {euros} par mois',
  share:
    'le tout, pour {platforms} {platforms, plural, =0 {plateforme abritée} =1 {plateforme abritée} other {plateformes abritées}} : {euros} chacune',
  budget:
    'Les avis d’un tel incident coûtent {euros} ; le budget (notices.budget) est de {budget}.',
  levers: 'Ce qui le ferait baisser',
  lever: '{key} : {to}s au lieu de {from}s économise {euros} par mois',
  estimated: '~ le prix est une estimation : data/aws-prices.yaml dit pourquoi',
  notes: [
    'Prix du {date} ou d’avant, à Paris, hors taxes ; 1 euro pour 1 dollar.',
    'Les volumes gratuits ne sont pas déduits, sauf les 50 contrôles de Route 53.',
  ],
  summary:
    'Coûte environ {month} par mois ({platform} par plateforme, {home} pour la maison), {incident} un incident de {schools} {schools, plural, =0 {établissement} =1 {établissement} other {établissements}} et {mobiles} {mobiles, plural, =0 {mobile} =1 {mobile} other {mobiles}}.',
  summaryLever: '{key} à {to}s économiserait {euros} par mois.',
  summaryMore: 'Ligne par ligne : preau cost',
  units: {
    alarm: '',
    check: '',
    dashboard: '',
    event: '',
    feature: '',
    gb: 'Go',
    'gb-second': 'Go-s',
    invocation: '',
    key: '',
    mail: '',
    metric: '',
    part: '',
    query: '',
    read: '',
    request: '',
    secret: '',
    step: '',
    write: '',
    zone: '',
  },
  lines: {
    'origin-checks': {
      what: 'Contrôles des origines',
      why: 'Un par plateforme abritée qui n’est pas sur AWS.',
    },
    'origin-features': {
      what: '  HTTPS, texte, rythme',
      why: '{features} options payantes chacun : HTTPS, le texte attendu, et 10 s si checkInterval le veut.',
    },
    'aws-checks': {
      what: 'Contrôles d’abri et calculés',
      why: '{basic} (un d’abri et un calculé chacune, un pour tous les miroirs), dont {free} gratuits. La page d’AWS ne dit pas que les calculés sont facturés ainsi.',
    },
    'aws-features': {
      what: '  HTTPS, rythme rapide',
      why: 'Une retenue doit être vue en 10 s, par HTTPS.',
    },
    zones: { what: 'Zones DNS', why: 'names.zones, y compris celles que vous avez déjà.' },
    queries: {
      what: 'Questions DNS',
      why: '{resolvers} résolveurs qui demandent A et AAAA, et HTTPS là où il est publié, toutes les {ttlSec} s, {hours} h par mois. Choisi : lisez les vôtres dans CloudWatch (DNSQueries).',
    },
    'probe-time': {
      what: 'Sondes, temps de calcul',
      why: '{calls} appels de {seconds} s à {memoryMb} Mo : chaque point de vue à chaque tour, et les miroirs un tour sur trois.',
    },
    'observe-time': {
      what: 'Tours, temps de calcul',
      why: '{calls} tours de {seconds} s à {memoryMb} Mo : ils attendent leurs sondes.',
    },
    'pages-time': {
      what: 'Page publique, temps de calcul',
      why: '{calls} pages par mois, une par minute.',
    },
    'watchdog-time': { what: 'Gardien, temps de calcul', why: 'Toutes les cinq minutes.' },
    'pushes-time': {
      what: 'Navigateurs, temps de calcul',
      why: '{calls} appels par mois, un par minute : la plupart ne trouvent rien à dire.',
    },
    'mirror-builds': {
      what: 'Miroirs propres, construits',
      why: '{seconds} s chaque nuit pour chacun avec cloudFront. Choisi.',
    },
    'mirror-steps': { what: '  par étapes', why: '{steps} par construction. Choisi.' },
    'function-calls': { what: 'Appels de fonctions', why: 'Tous ceux d’au-dessus.' },
    'observation-writes': {
      what: 'Observations écrites',
      why: 'Un article de {itemBytes} octets par plateforme et par tour, et un par miroir mesuré.',
    },
    'observation-storage': {
      what: 'Observations gardées',
      why: 'Pendant {days} {days, plural, =0 {jour} =1 {jour} other {jours}}.',
    },
    'scratch-writes': { what: 'Prises de tours', why: 'Deux écritures par tour.' },
    'table-reads': { what: 'Journal lu', why: 'Chaque fonction regarde s’il a grandi.' },
    'table-recovery': {
      what: 'Retour à un instant passé',
      why: 'Journal et registre, {gb} Go avec leurs 35 derniers jours. Choisi.',
    },
    'observation-recovery': {
      what: '  des observations',
      why: 'Autant qu’il en est gardé.',
    },
    'queue-polls': {
      what: 'Files interrogées sans cesse',
      why: '{queues} files, cinq lecteurs de 20 s chacune, message ou non.',
    },
    'queue-polls-fifo': { what: 'De même, ordonnées', why: '{queues} files qui gardent l’ordre.' },
    'queue-messages': { what: 'Messages de service', why: 'Tours et pages, envoyés et effacés.' },
    schedules: { what: 'Horloges', why: 'Chaque minute, et toutes les cinq.' },
    'events-elsewhere': { what: 'Alarmes portées à la maison', why: 'Vingt bascules de chacune.' },
    alarms: { what: 'Alarmes des contrôles', why: 'Deux par plateforme abritée.' },
    'home-alarms': {
      what: 'Alarmes de la maison',
      why: 'Lettres mortes, tours, actions, erreurs et refus.',
    },
    metrics: { what: 'Mesures propres', why: 'Tours, sondes, actions, lettres mortes.' },
    logs: { what: 'Journaux d’exécution', why: '{bytes} octets par appel de fonction.' },
    dashboard: {
      what: 'Tableau de bord',
      why: 'Les trois premiers d’un compte sont gratuits ; non déduit.',
    },
    'page-puts': { what: 'Page publique, écrite', why: 'Deux fichiers changent chaque minute.' },
    'page-looks': { what: 'Page publique, comparée', why: 'Trois fichiers chaque minute.' },
    'stored-files': { what: 'Annuaire, preuves, pages', why: 'Choisi.' },
    'stored-mirrors': {
      what: 'Miroirs propres',
      why: '{mirrors} avec cloudFront, {gb} Go chacun avec ses versions passées. Choisi.',
    },
    keys: { what: 'Clés de chiffrement', why: 'Une et sa première rotation annuelle.' },
    'key-calls': { what: 'Leur usage', why: 'Choisi ; les services gardent les clés de données.' },
    secrets: { what: 'Secrets', why: 'Preuve des liens de départ ; clés du second hébergeur.' },
    'api-calls': { what: 'Console, accusés de lecture', why: 'Choisi.' },
    'incident-mails': {
      what: 'Courriels',
      why: '{schools} {schools, plural, =0 {établissement} =1 {établissement} other {établissements}}, {notices} avis.',
    },
    'incident-sms': {
      what: 'Parties de SMS',
      why: '{mobiles} {mobiles, plural, =0 {mobile} =1 {mobile} other {mobiles}}, {notices} avis d’une partie, à notices.sms.priceEuros.',
    },
    'incident-ledger': {
      what: 'Registre des messages',
      why: '{ledgerWrites} écritures par message.',
    },
    'incident-page-readers': {
      what: 'Page publique, octets lus',
      why: '{readers} lecteurs : 100 par établissement. Choisi.',
    },
    'incident-mirror-bytes': {
      what: 'Miroir, octets lus',
      why: '{pupils} élèves de {megabytes} Mo chacun : 150 par établissement. Choisi. Aucun quand le miroir est chez un autre hébergeur : c’est sur sa facture.',
    },
    'incident-mirror-requests': {
      what: 'Requêtes des deux',
      why: 'Trois fichiers de la page ; {requests} du miroir.',
    },
  },
};
