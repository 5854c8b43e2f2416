import { doctorPageWords } from './doctor-page-words.ts';
import type { DoctorWords } from './doctor-words.ts';

export const DOCTOR_WORDS_FR: DoctorWords = {
  description:
    'Regarder si le compte AWS, ou sans section aws cette machine, est prêt ; ne fait que lire',
  config: 'la configuration',
  contacts: 'adresses qu’un avis peut atteindre (celles de l’annuaire importé, s’il y en a un)',
  askNetwork:
    'interroger aussi le DNS, les plateformes et les miroirs : délégations, certificats, heure',
  wholeNumber: 'un nombre entier, 0 ou plus, était attendu.',
  heading: 'Le compte pour {file}',
  checks: {
    account: 'Compte',
    clock: 'Horloge',
    mail: 'Courriel',
    'mail-domain': 'Courriel, domaine',
    sms: 'SMS',
    quota: 'Contrôles, quota',
    zones: 'Zones et noms',
    holds: 'Retenues',
    bootstrap: 'CDK',
    stacks: 'Piles',
    alarms: 'Alarmes au loin',
    health: 'Contrôles de santé',
    certificates: 'Certificats',
    'second-host': 'Second hébergeur',
    pushes: 'Navigateurs',
    heartbeat: 'Battement',
  },
  states: { ok: 'bien', warn: 'attention', fail: 'échec', unknown: 'inconnu' },
  verdicts: {
    ok: 'Tout va bien : déployez.',
    warn: 'Rien ne s’oppose à un déploiement ; lisez les avertissements.',
    fail: 'Ne déployez pas encore : corrigez ce qui est marqué ✖.',
    unknown: 'Tout n’a pas pu être regardé ; rien de ce qui a été vu ne s’oppose à un déploiement.',
  },
  findings: {
    'account-known': { found: '{account}, en tant que {who}' },
    'account-other': {
      found: 'ces clés sont celles de {account}, la configuration est pour {wanted}',
      do: 'Connectez-vous à {wanted}, ou corrigez aws.account.',
    },
    'clock-agrees': { found: 'à {seconds} s de celle d’AWS' },
    'clock-off': {
      found: 'à {seconds} s de celle d’AWS',
      do: 'Mettez cette machine à l’heure : au-delà de cinq minutes, AWS refuse ce qu’elle signe.',
    },
    'clock-untold': { found: 'la réponse d’AWS n’avait pas de date' },
    'mail-ready': { found: 'SES envoie {rate} par seconde, {quota} par jour' },
    'mail-sandboxed': {
      found:
        'SES est dans son bac à sable dans {region} : il n’écrit qu’à vos propres adresses, {quota} par jour',
      do: 'Demandez l’accès de production dans {region} (console SES, tableau de bord du compte) ; comptez un jour. Aucun établissement ne recevrait de courriel.',
    },
    'mail-off': {
      found: 'SES n’envoie pas dans {region} (état {status})',
      do: 'Regardez la console SES, réputation, et répondez-y à AWS.',
    },
    'mail-rate-low': {
      found: 'SES envoie {rate} par seconde, la configuration compte sur {wanted}',
      do: 'Mettez notices.mailsPerSecond à {rate}, ou demandez plus (Service Quotas, SES).',
    },
    'mail-quota-low': {
      found:
        'SES envoie {quota} par jour ; trois avis à {mails} {mails, plural, =0 {adresse} =1 {adresse} other {adresses}} en font {needed}',
      do: 'Demandez un quota par jour plus élevé (Service Quotas, SES).',
    },
    'mail-quota-short': {
      found: 'SES envoie {quota} courriels par jour ; un seul avis en fait {mails}',
      do: 'Demandez un quota par jour plus élevé (Service Quotas, SES) : des établissements ne sauraient rien le jour même.',
    },
    'mail-domain-ready': { found: '{domain} est vérifié et signé (DKIM)' },
    'mail-domain-to-come': {
      found:
        '{domain} : Preau-Home la crée ; publiez ensuite ses trois enregistrements CNAME (sorties MailDkim…)',
    },
    'mail-domain-taken': {
      found: 'SES a déjà {domain} ; Preau-Home la crée, et serait refusée',
      do: 'Faites partir les avis d’un sous-domaine à eux (notices.from: preau@avis.{domain}), ou supprimez d’abord l’identité.',
    },
    'mail-domain-missing': {
      found: 'SES ne connaît pas {domain}, d’où partent les avis',
      do: 'Quelqu’un a supprimé l’identité de Preau-Home : créez {domain} dans SES avec Easy DKIM, et publiez ses trois enregistrements CNAME.',
    },
    'mail-domain-unverified': {
      found: '{domain} n’est pas encore vérifié',
      do: 'Publiez les enregistrements que SES montre pour {domain} ; il les cherche pendant 72 heures.',
    },
    'mail-domain-unsigned': {
      found: '{domain} ne signe pas ses courriels (DKIM : {status})',
      do: 'Activez Easy DKIM pour {domain} : les grands opérateurs écartent l’envoi en nombre non signé.',
    },
    'mail-domain-key-short': {
      found: '{domain} est signé par une clé DKIM de 1 024 bits ; la RFC 8301 en conseille 2 048',
      do: 'Donnez à {domain} une clé RSA_2048_BIT dans SES (Authentication, DomainKeys Identified Mail).',
    },
    'sms-unused': { found: 'non configurés : les avis partent par courriel' },
    'sms-ready': {
      found: 'production, émetteur {sender}, {limit} USD par mois',
    },
    'sms-sandboxed': {
      found: 'les SMS sont dans leur bac à sable ({tier}) : dix numéros à vous et aucun autre',
      do: 'Sortez du bac à sable (console End User Messaging, réglages du compte).',
    },
    'sms-calendar-over': {
      found:
        'calendrier scolaire fini, ou bientôt : sans lui, aucun SMS ne part vers les établissements de {zones}',
      do: 'Ajoutez l’année sous notices.schoolYears, ou smsDays: every.',
    },
    'sms-limit-low': {
      found: '{limit} USD de SMS par mois ; le budget d’un incident est de {budget} €',
      do: 'Relevez le plafond mensuel, ou baissez notices.budget.',
    },
    'sms-limit-short': {
      found: '{limit} USD de SMS par mois ; un incident en coûterait {forecast} €',
      do: 'Relevez le plafond mensuel (support AWS, puis le réglage), ou baissez notices.budget : l’envoi s’arrête au plafond, sans un mot.',
    },
    'sms-limit-tiny': {
      found: '{limit} dollar de SMS par mois : une douzaine',
      do: 'Demandez au support un plafond plus élevé, puis réglez-le ; l’envoi s’y arrête.',
    },
    'sms-sender-missing': {
      found: 'l’émetteur {sender} n’existe pas pour la France',
      do: 'Demandez l’émetteur {sender} pour FR (End User Messaging, Sender IDs), et pour l’outre-mer si vous le servez.',
    },
    'sms-sender-untold': {
      found: 'SNS ne dit pas si l’émetteur {sender} peut servir',
      do: 'Envoyez-vous un SMS, ou prenez aws.sms: end-user-messaging.',
    },
    'quota-fits': {
      found: 'nécessaires : {needed}, {others} à d’autres, {limit} permis',
    },
    'quota-exceeded': {
      found: 'nécessaires : {needed}, à côté de {others} à d’autres, {limit} permis',
      do: 'Demandez-en plus (Service Quotas, Route 53, health checks), puis réglez aws.healthChecks.',
    },
    'zone-delegated': { found: '{zone} : le DNS y mène' },
    'zone-not-delegated': {
      found: '{zone} : le DNS mène à {told}, la zone est sur {wanted}',
      do: 'Rien ne bascule avant que la zone parente nomme {wanted}. Remplissez la zone, puis déléguez.',
    },
    'zone-to-come': {
      found: '{zone} : absente, Preau-Zones la crée',
      do: 'Déployez Preau-Zones, mettez-y tous les autres enregistrements de {zone}, puis déléguez.',
    },
    'zone-missing': {
      found: '{zone} : pas de zone {id} dans ce compte',
      do: 'Corrigez names.zones[].hostedZoneId, ou retirez-le pour que la zone soit créée.',
    },
    'zone-other': {
      found: '{zone} : la zone {id} est celle de {other}',
      do: 'Corrigez names.zones[].hostedZoneId.',
    },
    'name-paired': { found: '{hostname} : sa paire est en place ({types}, TTL {ttl} s)' },
    'name-free': { found: '{hostname} : aucun enregistrement, Preau-Names fait sa paire' },
    'name-plain': {
      found:
        '{hostname} : un enregistrement simple ({types}, TTL {ttl} s), que Route 53 refuse à côté d’une paire',
      do: 'Preau-Names serait refusée : « preau adopt » en fait la paire, sans déplacer personne.',
    },
    'holds-readable': { found: 'le compte laisse lire le bucket {bucket}' },
    'holds-shut': {
      found:
        'le compte {account} bloque l’accès public ({settings}) : Route 53 ne peut lire aucune retenue',
      do: 'Console S3, « Block Public Access settings for this account » : désactivez {settings} ; si l’organisation l’impose, demandez-y une exception. Sans cela, Preau-Hold est refusée, et toute retenue lâche.',
    },
    'bootstrap-ready': { found: 'prêt dans {regions}' },
    'bootstrap-missing': {
      found: 'aucune pile CDKToolkit dans {regions}',
      do: 'npx cdk bootstrap aws://COMPTE/RÉGION pour chacune. Si la vôtre a un autre nom, rien à faire.',
    },
    'bootstrap-old': {
      found: 'CDKToolkit est en version {version} dans {region} ; les piles demandent {wanted}',
      do: 'npx cdk bootstrap aws://COMPTE/{region}',
    },
    'stacks-all': { found: '{count}, toutes là et entières' },
    'stacks-none': { found: 'aucune des {count} n’est encore là' },
    'stacks-missing': { found: 'absentes : {missing}', do: 'npx cdk deploy --all' },
    'stack-busy': { found: '{stack} dans {region} : {status}', do: 'Attendez la fin.' },
    'stack-broken': {
      found: '{stack} dans {region} : {status}',
      do: 'Lisez ses événements (aws cloudformation describe-stack-events), remédiez, redéployez.',
    },
    'stack-drifted': {
      found: '{stack} dans {region} a été modifiée à la main',
      do: 'Comparez dans la console CloudFormation. Les poids des noms, c’est Préau qui les change.',
    },
    'alarms-ready': { found: '{alarms}' },
    'alarms-to-come': { found: 'leurs piles les feront' },
    'alarm-missing': {
      found: '{alarm} n’est pas dans {region} : ces pannes ne seraient dites à personne',
      do: 'npx cdk deploy {stack} -c config=preau.yaml',
    },
    'alarm-silent': {
      found: '{alarm} dans {region} ne prévient personne : ses actions ont été coupées',
      do: 'aws cloudwatch enable-alarm-actions --region {region} --alarm-names {alarm} ; sans action, redéployez {stack}.',
    },
    'alarm-rings': {
      found: '{alarm} sonne dans {region}',
      do: 'Voyez son entrée dans docs/runbook.md.',
    },
    'health-none': { found: 'aucun n’est encore déployé' },
    'health-well': { found: 'plateformes : {count}, toutes bien' },
    'health-origin-fails': {
      found: '{platform} : Route 53 ne joint pas l’origine ; les visiteurs sont sur le miroir',
      do: 'Laissez entrer les contrôleurs à travers le pare-feu, et comparez origin.expect avec la page.',
    },
    'health-held': {
      found: '{platform} : une retenue garde les visiteurs sur le miroir',
      do: 'Est-ce voulu ? « preau release {platform} », ou effacez la retenue : docs/operations.md.',
    },
    'health-no-data': {
      found: '{platform} : pas encore de mesure',
      do: 'Attendez trois minutes avant de déployer les noms ; Preau-Names attend aussi.',
    },
    'certificates-unneeded': { found: 'aucun nécessaire : CloudFront ne sert rien' },
    'certificate-ready': {
      found: '{hostname} : émis, encore {days} {days, plural, =0 {jour} =1 {jour} other {jours}}',
    },
    'certificate-to-come': { found: '{hostname} : pas encore, Preau-Certificates le demande' },
    'certificate-pending': {
      found: '{hostname} : {status}',
      do: 'Il est émis dès que le DNS mène à la zone qui porte son enregistrement de validation.',
    },
    'certificate-ends': {
      found: '{hostname} : encore {days} {days, plural, =0 {jour} =1 {jour} other {jours}}',
      do: 'ACM renouvelle de lui-même tant que son enregistrement CNAME est là : remettez-le.',
    },
    ...doctorPageWords.fr,
    'heartbeat-set': { found: 'demandé toutes les cinq minutes tant que tout va bien' },
    'heartbeat-none': {
      found: 'personne au-dehors ne remarquerait que Préau se tait',
      do: 'Réglez watch.heartbeat.url sur l’adresse d’un veilleur hors d’AWS.',
    },
    'not-allowed': {
      found: 'ces clés n’ont pas le droit de regarder : {why}',
      do: 'Prenez un rôle avec ReadOnlyAccess ; docs/operations.md donne la liste des actions.',
    },
    'no-answer': { found: '{why}', do: 'Réessayez ; voyez health.aws.amazon.com.' },
  },
};
