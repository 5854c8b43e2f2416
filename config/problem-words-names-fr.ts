import type { ProblemWords } from './problem-words.ts';

/** Problems with what protected names publish, written or found, in French. */
export const namesProblemWordsFr = {
  'https-form': {
    expected:
      "un enregistrement HTTPS comme l'écrit la RFC 9460 : priorité (1 à 32767), cible, paramètres",
    remedy: 'par exemple \'1 . alpn="h2,h3"\', entre apostrophes',
  },
  'https-alias': {
    expected: 'une priorité de 1 ou plus : 0 est un alias, qui mène à côté du miroir',
    remedy: 'écrivez 1 et la cible « . », le nom lui-même',
  },
  'https-ech': {
    expected: 'un enregistrement sans ech',
    remedy:
      'le miroir n’a pas cette clé : un navigateur qui la garde refuserait le miroir ; retirez ech',
  },
  'https-key': {
    expected: 'les seuls paramètres alpn, no-default-alpn, port, ipv4hint et ipv6hint',
    remedy: 'retirez les autres',
  },
  'https-leads-elsewhere': {
    expected: 'la cible « . » ou le nom propre de ce côté : {own}',
    remedy: 'une autre cible mènerait les navigateurs ailleurs : écrivez « . »',
  },
  'https-hint-elsewhere': {
    expected: 'des adresses (ipv4hint, ipv6hint) parmi celles de ce côté',
    remedy: 'un navigateur les suit avant toute autre : corrigez-les, ou retirez-les',
  },
  'mirror-lacks-https': {
    expected: "un enregistrement HTTPS aussi, puisque l'origine en publie un",
    remedy:
      "un navigateur qui garde celui de l'origine resterait sur la plateforme en panne : ajoutez mirror.https, par exemple '1 . alpn=\"h2\"'",
  },
  'origin-lacks-https': {
    expected: 'un enregistrement HTTPS aussi, puisque le miroir en publie un',
    remedy: 'ajoutez origin.https tel que le nom le publie, ou retirez mirror.https',
  },
  'https-beside-cname': {
    expected: "aucun enregistrement HTTPS à côté d'un CNAME, qui est toujours seul",
    remedy: 'retirez https : les navigateurs le demandent au nom où mène le CNAME',
  },
  'cname-at-apex': {
    expected: "des adresses : {zone} est le nom d'une zone, qui ne peut être un CNAME",
    remedy:
      "retirez cname : les adresses de l'origine seront publiées ; ou protégez un nom sous la zone, par exemple www.{zone}",
  },
  'cname-is-protected': {
    expected: "un nom qu'aucune plateforme ne protège",
    remedy: "ce nom tourne : donnez celui de l'hébergeur, qui ne tourne pas",
  },
  'mirror-target': {
    expected: 'une cible de publication',
    remedy:
      'un dossier, s3://bucket/prefixe?endpoint=…&region=…, rsync://hôte/module ou utilisateur@hôte:chemin, sans secret : voir docs/mirrors.md',
  },
  'mirror-tended-on-aws': {
    expected: 'soit aws, soit un miroir construit et publié par cette machine',
    remedy: 'sur AWS des fonctions le construisent chaque nuit : retirez ce réglage',
  },
  'mirror-publish-without-every': {
    expected: 'mirror.every, puisque seules les copies faites à intervalle sont publiées',
    remedy: 'ajoutez par exemple « every: 24h », ou publiez à la main : preau mirror publish',
  },
  'mirror-same-network': {
    expected: "un miroir dans un autre réseau que l'origine ({network})",
    remedy: 'ce qui coupe ce réseau emporterait les deux : placez le miroir ailleurs',
  },
  'name-absent': {
    expected: 'un nom que sa zone connaît (réponse de {server})',
    remedy:
      'corrigez le nom, ou faites-le publier : par « preau start » sur une machine, par la pile Preau-Names sur AWS',
  },
  'name-unserved': {
    expected: "une réponse d'autorité de {server}",
    remedy: 'demandez si ce serveur porte la zone : corrigez la délégation du nom, ou --server',
  },
  'name-server-silent': {
    expected: 'une réponse de {server} sur ce nom',
    remedy: "voyez s'il est allumé et joignable d'ici en UDP ; rien n'est su de ce nom",
  },
  'name-authority-unknown': {
    expected: 'un nom dont DNS connaît les serveurs',
    remedy: 'corrigez le nom ou sa délégation, ou donnez le serveur avec --server',
  },
  'name-ttl-long': {
    expected: 'un TTL de 60 secondes au plus ({type}, {server})',
    remedy:
      "au-delà, les élèves restent sur la plateforme en panne : abaissez-le dans la zone, un jour avant d'adopter le nom",
  },
  'name-publishes-address': {
    expected: 'toutes les adresses {type} que le nom publie',
    remedy:
      "sans paire, qui les suit resterait sur la plateforme en panne : ajoutez-les à l'origine et au miroir, ou retirez-les de la zone",
  },
  'name-publishes-https': {
    expected: "l'enregistrement HTTPS que le nom publie",
    remedy:
      "les navigateurs le suivent avant les adresses : ajoutez https à l'origine et au miroir, ou retirez-le de la zone",
  },
  'name-publishes-cname': {
    expected: 'la cible du CNAME par lequel le nom est publié',
    remedy: "ajoutez « cname: {target} » à l'origine, ou publiez le nom par ses adresses",
  },
  'name-not-cname': {
    expected: 'un CNAME de {target}, comme le dit la configuration, et rien à côté',
    remedy: 'retirez origin.cname, ou remplacez l’enregistrement {type} dans la zone',
  },
  'name-elsewhere': {
    expected: "{type} vers l'origine ({origin}) ou le miroir ({mirror})",
    remedy:
      "le nom mène ailleurs : corrigez la configuration, ou la zone ; voyez le plan d'adoption ci-dessous, rien n'est remplacé",
  },
  'origin-follows-protected': {
    expected: "un nom d'origine qui ne suit pas un nom protégé",
    remedy:
      "il est un CNAME de {target}, qui tourne : sonder l'origine par lui tromperait ; donnez-lui ses adresses",
  },
  'calendar-over': {
    expected:
      'un calendrier scolaire qui va au-delà d’aujourd’hui : sans lui, aucun SMS ne part vers les établissements de {zones}',
    remedy: 'ajoutez l’année sous notices.schoolYears, ou smsDays: every',
  },
  'calendar-twice': {
    expected: 'chaque jour une fois par sorte : celui-ci est déjà en calendar{place}',
    remedy: 'retirez l’un des deux',
  },
  'calendar-day-off': {
    expected:
      'un jour de classe quelque part : ce jour-là, le calendrier officiel n’en connaît pas',
    remedy: 'vérifiez la date ; si elle est juste, laissez-la',
  },
  'resolvers-few': {
    expected: 'deux résolveurs, de deux organismes : ce que voient les élèves passe par eux',
    remedy:
      'par exemple « resolvers: [{example}] » (Quad9, DNS4EU), ou celui de votre académie ; sans eux, une panne du résolveur d’ici peut passer pour celle d’une plateforme',
  },
  'rounds-apart': {
    expected:
      'au plus {most} d’une tournée à l’autre : les contrôles de santé changent d’avis au bout de {health}, et Préau retient ce qu’ils ont basculé après deux tournées',
    remedy:
      'abaissez watch.interval, ou laissez plus de temps aux contrôles (names.failureThreshold) ; sinon une plateforme que ses propres visiteurs font tomber peut être quittée puis retrouvée une ou deux fois avant d’être retenue',
  },
  'access-log-unread': {
    expected: 'pas de journal d’accès pour {id} : une maison sur AWS n’en lit pas',
    remedy:
      'retirez-le, et dites sous son propre « aws » où elle tourne, pour les compteurs de son répartiteur ; ou regardez à la main : « preau logs summarise FICHIER »',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
