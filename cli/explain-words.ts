import type { FactKind, Withheld } from '../app/views/explanation.ts';
import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  command: 'Dire pourquoi chaque chose a été faite, ou ne l’a pas été : les lignes du journal',
  called: 'l’incident, par son identifiant ou sa référence ; ou une plateforme, toute son histoire',
  title: '{reference} : {name}, du {from} au {until}',
  drill: 'EXERCICE {reference} : {name}, du {from} au {until}',
  history: '{name} ({platform}) : tout ce qui a été fait, d’après le journal',
  open: 'maintenant',
  nothing: 'Rien n’a été fait ni empêché.',
  undone: 'PAS FAIT',
  labels: { why: 'raison', rule: 'règle', lines: 'lignes', outcome: 'suite' },
  actions: {
    turn: 'BASCULE {key} : {share} au miroir, retenue {hold}',
    stay: ', ordre de rester à l’origine',
    collect: 'INDICES {key}',
    picture: 'AUTRES NOMS demandés pour le compte rendu ({key})',
    plan: 'MESSAGE préparé : {phase} ({key})',
    send: 'MESSAGE parti : {phase} ({key})',
    'escalate-fallback': 'SMS aux établissements qu’aucun courriel n’atteint ({key})',
    'escalate-sms': 'RELANCE par SMS des établissements sans réponse ({key})',
    'escalate-telephone': 'LISTE à téléphoner, des établissements sans réponse ({key})',
    task: 'TÂCHE : {title}',
  },
  holdOn: 'posée',
  holdOff: 'absente',
  withheld: {
    vetoed: 'tombée sans basculer : une personne l’a interdit',
    'mirror-unfit': 'tombée sans basculer : son miroir ne peut pas servir',
    'blast-radius': 'tombée sans basculer : trop de plateformes ont basculé en cinq minutes',
    'blind-vantages': 'doute sans suite : il y manque la voix de points de mesure aveugles',
    'check-against':
      'retour en attente : le contrôle de santé voit encore l’origine en panne, et garderait les visiteurs au miroir',
  } satisfies Record<Withheld['because'], string>,
  facts: {
    votes:
      '{against} voix contre sur {of} qui {of, plural, =0 {voit} =1 {voit} other {voient}} ({needed} {needed, plural, =0 {suffit} =1 {suffit} other {suffisent}})',
    blind: '{count} {count, plural, =0 {aveugle} =1 {aveugle} other {aveugles}}, sans voix',
    'bad-rounds':
      '{rounds} {rounds, plural, =0 {tour mauvais} =1 {tour mauvais} other {tours mauvais}} de suite depuis {since} ({needed} {needed, plural, =0 {suffit} =1 {suffit} other {suffisent}})',
    'half-interval': 'revue après {gap}, avant l’intervalle de {interval} : elle était en doute',
    'relapse-memory':
      'déjà tombée à {fell}, il y a moins de {memory} : le premier tour mauvais suffit',
    'left-by-health':
      'les serveurs de noms l’avaient quittée par sa seule santé ({rounds} {rounds, plural, =0 {tour} =1 {tour} other {tours}})',
    'mirror-fit': 'miroir mesuré bon à {measured} (ligne {line})',
    'mirror-unfit': 'miroir mesuré inapte à {measured} (ligne {line})',
    'good-rounds':
      '{rounds} {rounds, plural, =0 {tour bon} =1 {tour bon} other {tours bons}} de suite depuis {since} ({needed} {needed, plural, =0 {suffit} =1 {suffit} other {suffisent}})',
    held: 'au miroir depuis {held}, au moins {least}',
    'step-held': 'palier d’avant tenu {held}, au moins {least}',
    'error-share': '{failed} des mesures en échec sur {window}, à partir de {limit}',
    person: 'demandé par {by} ({role}) {reason}',
    veto: 'interdit par {by} ({role}) {reason}',
    'veto-time': 'préparé à {planned}, {veto} laissées à une personne pour l’arrêter',
    cause: 'cause dite : {cause}, {rung}, ce que portait le verdict',
    unanswered:
      'premier message accepté à {accepted} ; les établissements ont {every} pour confirmer, à chaque degré',
    review: 'indices repris toutes les {every}',
  } satisfies Record<FactKind, string>,
  quoted: 'ligne {seq}  {hash}  {at}  {text}',
  events: {
    'home-started': 'Préau démarre (version {version})',
    tick: 'le temps passe',
    'clock-set':
      'horloge de la machine changée de {seconds} s ; celle de Préau poursuit, écart : {apart} s',
    'clock-found':
      'horloge de la machine en retard de {apart} s sur le journal ; celle de Préau poursuit',
    resumed: 'on regarde de nouveau, après {minutes} min sans aucune mesure',
    fit: 'miroir mesuré : bon',
    unfit: 'miroir mesuré inapte : {reasons}',
    round: 'tour de mesure : {votes}',
    accepted: 'serveurs de noms, bascule {turn} : lot {change} accepté par le fournisseur',
    verified: 'serveurs de noms, bascule {turn} : vérifié',
    unverified: 'serveurs de noms, bascule {turn} : PAS vérifié ({detail})',
    signals:
      '{count} {count, plural, =0 {indice relevé} =1 {indice relevé} other {indices relevés}}',
    'pictured-start':
      'au début de l’exercice, {asked} {asked, plural, =0 {autre nom} =1 {autre nom} other {autres noms}} sur {of} {asked, plural, =0 {a} =1 {a} other {ont}} répondu',
    'pictured-end':
      'à la fin de l’exercice, {asked} {asked, plural, =0 {autre nom} =1 {autre nom} other {autres noms}} sur {of} {asked, plural, =0 {a} =1 {a} other {ont}} répondu',
    planned:
      'message préparé : {recipients} {recipients, plural, =0 {destinataire} =1 {destinataire} other {destinataires}}, {mails} {mails, plural, =0 {courriel} =1 {courriel} other {courriels}}, {sms} SMS',
    first: 'premier message accepté par un fournisseur',
    finished:
      'envoi fini : {accepted} {accepted, plural, =0 {accepté} =1 {accepté} other {acceptés}}, {failed} {failed, plural, =0 {refusé} =1 {refusé} other {refusés}}, {unknown} sans réponse',
    cameBack:
      'courriels revenus : {schools} {schools, plural, =0 {établissement} =1 {établissement} other {établissements}} que rien n’atteint plus',
    escalated:
      'établissements : {schools}, ayant confirmé : {acknowledged} ; SMS préparés : {sms}, à téléphoner : {telephone}',
    retried: '{action} : échec, sera repris ({detail})',
    failed: '{action} : abandonné ({detail})',
  },
  vote: '{vantage}, {word}',
  and: ' ; ',
  raw: '« {own} »',
  answer: '{server} {name} {type} → {values}, TTL {ttl} s, miroir {share}',
  insync: 'lot {change} : accepté à {accepted}, en place partout à {insync}',
  notInsync: 'lot {change} : accepté à {accepted}, pas encore en place partout',
  chain:
    'Chaîne : {lines} {lines, plural, =0 {ligne} =1 {ligne} other {lignes}} ; la dernière a pour empreinte',
  empty: 'Chaîne : aucune ligne',
  whole: 'intacte, chaque action expliquée',
  broken: 'NE SE VÉRIFIE PAS : {why}',
} as const;

export type ExplainWords = Translated<typeof FR>;

const EN: ExplainWords = {
  command: 'Say why each thing was done, or was not: the lines of the journal',
  called: 'the incident, by its id or reference; or a platform, all of its history',
  title: '{reference}: {name}, {from} to {until}',
  drill: 'DRILL (EXERCICE) {reference}: {name}, {from} to {until}',
  history: '{name} ({platform}): all that was done, from the journal',
  open: 'now',
  nothing: 'Nothing was done, nor kept from being done.',
  undone: 'NOT DONE',
  labels: { why: 'reason', rule: 'rule', lines: 'lines', outcome: 'outcome' },
  actions: {
    turn: 'TURN {key}: {share} to the mirror, hold {hold}',
    stay: ', order to stay at the origin',
    collect: 'SIGNALS {key}',
    picture: 'OTHER NAMES asked for the report ({key})',
    plan: 'NOTICE planned: {phase} ({key})',
    send: 'NOTICE leaves: {phase} ({key})',
    'escalate-fallback': 'SMS to schools that no mail reaches ({key})',
    'escalate-sms': 'SMS to schools that did not answer ({key})',
    'escalate-telephone': 'LIST to telephone, of schools that did not answer ({key})',
    task: 'TASK: {title}',
  },
  holdOn: 'on',
  holdOff: 'off',
  withheld: {
    vetoed: 'fell without turning: a person forbade it',
    'mirror-unfit': 'fell without turning: its mirror may not serve',
    'blast-radius': 'fell without turning: too many platforms turned within five minutes',
    'blind-vantages': 'a doubt that led nowhere: it lacks the votes of blind vantages',
    'check-against':
      'the way back waits: the health check still sees the origin down, and would keep visitors on the mirror',
  },
  facts: {
    votes:
      '{against} {against, plural, =1 {vote} other {votes}} against of {of} that {of, plural, =1 {sees} other {see}} ({needed} {needed, plural, =1 {suffices} other {suffice}})',
    blind: '{count} blind, without a vote',
    'bad-rounds':
      '{rounds} bad {rounds, plural, =1 {round} other {rounds}} in a row since {since} ({needed} {needed, plural, =1 {suffices} other {suffice}})',
    'half-interval':
      'looked at again after {gap}, before the interval of {interval}: it was in doubt',
    'relapse-memory': 'had fallen at {fell}, less than {memory} ago: the first bad round suffices',
    'left-by-health':
      'the name servers had left it by its health alone ({rounds} {rounds, plural, =1 {round} other {rounds}})',
    'mirror-fit': 'mirror measured fit at {measured} (line {line})',
    'mirror-unfit': 'mirror measured unfit at {measured} (line {line})',
    'good-rounds':
      '{rounds} good {rounds, plural, =1 {round} other {rounds}} in a row since {since} ({needed} {needed, plural, =1 {suffices} other {suffice}})',
    held: 'on the mirror for {held}, at least {least}',
    'step-held': 'the step before lasted {held}, at least {least}',
    'error-share': '{failed} of the probes of {window} failed, from {limit} on',
    person: 'asked for by {by} ({role}) {reason}',
    veto: 'forbidden by {by} ({role}) {reason}',
    'veto-time': 'planned at {planned}, {veto} left for a person to stop it',
    cause: 'cause said: {cause}, {rung}, as the verdict carried it',
    unanswered:
      'first message accepted at {accepted}; schools have {every} to confirm, at each level',
    review: 'signals are collected anew every {every}',
  },
  quoted: 'line {seq}  {hash}  {at}  {text}',
  events: {
    'home-started': 'Préau starts (version {version})',
    tick: 'time passes',
    'clock-set': 'the machine’s clock was set by {seconds} s; Préau’s goes on, {apart} s from it',
    'clock-found': 'the machine’s clock is {apart} s behind the journal; Préau’s goes on',
    resumed: 'somebody looks again, after {minutes} min without any measurement',
    fit: 'mirror measured: fit',
    unfit: 'mirror measured unfit: {reasons}',
    round: 'round of probes: {votes}',
    accepted: 'name servers, turn {turn}: batch {change} accepted by the provider',
    verified: 'name servers, turn {turn}: verified',
    unverified: 'name servers, turn {turn}: NOT verified ({detail})',
    signals: '{count} {count, plural, =1 {signal} other {signals}} collected',
    'pictured-start':
      'as the drill started, {asked} of {of} other {of, plural, =1 {name} other {names}} answered',
    'pictured-end':
      'as the drill ended, {asked} of {of} other {of, plural, =1 {name} other {names}} answered',
    planned:
      'notice planned: {recipients} {recipients, plural, =1 {recipient} other {recipients}}, {mails} {mails, plural, =1 {mail} other {mails}}, {sms} SMS',
    first: 'first message accepted by a provider',
    finished: 'sending finished: {accepted} accepted, {failed} rejected, {unknown} unanswered',
    cameBack:
      'mails came back: {schools} {schools, plural, =1 {school} other {schools}} that nothing reaches any more',
    escalated:
      'schools: {schools}, having confirmed: {acknowledged}; SMS planned: {sms}, to telephone: {telephone}',
    retried: '{action}: failed, will be tried again ({detail})',
    failed: '{action}: given up ({detail})',
  },
  vote: '{vantage}, {word}',
  and: '; ',
  raw: '“{own}”',
  answer: '{server} {name} {type} → {values}, TTL {ttl} s, mirror {share}',
  insync: 'batch {change}: accepted at {accepted}, in sync everywhere at {insync}',
  notInsync: 'batch {change}: accepted at {accepted}, not in sync everywhere yet',
  chain: 'Chain: {lines} {lines, plural, =1 {line} other {lines}}; the hash of the last is',
  empty: 'Chain: no line',
  whole: 'whole, each action explained',
  broken: 'DOES NOT VERIFY: {why}',
};

export const explainWords = (language: Language): ExplainWords => (language === 'fr' ? FR : EN);
