import type { ProblemWords } from './problem-words.ts';

/** Problems between the settings of a home, on AWS or on one machine, in French. */
export const awsProblemWordsFr = {
  'region-unknown': {
    expected: 'une Région AWS qui existe',
    remedy: 'choisissez parmi : {near}',
  },
  'region-lacks-service': {
    expected: 'une Région où se trouve {service}',
    remedy: 'les messages en partent : prenez une autre Région, par exemple eu-west-3',
  },
  'checker-region-unknown': {
    expected: 'une Région d’où Route 53 vérifie : {known}',
    remedy: 'choisissez-en une, ou retirez checkerRegions pour vérifier de partout',
  },
  'mirrors-region-taken': {
    expected: 'une autre Région que celles de Préau et des retenues ({taken})',
    remedy:
      'les leçons doivent être là quand ces Régions sont en panne : changez aws.mirrors.region',
  },
  'agent-on-aws': {
    expected:
      'pas d’agent à côté d’une section aws : sur AWS, Préau observe par des fonctions, une par Région',
    remedy:
      'retirez agent, et donnez region à la place ; les agents servent à Préau sur une machine',
  },
  'vantages-one-region': {
    expected: 'des points de vue dans deux Régions au moins (tous sont dans {region})',
    remedy: "donnez à l'un d'eux une autre Région, par exemple region: eu-central-1",
  },
  'region-outvotes': {
    expected: 'plus de voix que n’en a une seule Région ({region} en a {count})',
    remedy:
      'un ennui de cette Région passerait pour la chute des plateformes : répartissez les points de vue, ou augmentez votesToFall',
  },
  'mirror-lacks-addresses': {
    expected: 'les adresses du miroir',
    remedy: 'ajoutez-les, ou « cloudFront: true » si Préau tient ce miroir sur AWS',
  },
  'cloud-front-without-aws': {
    expected: 'une section aws, puisque ce miroir est derrière CloudFront',
    remedy: 'ajoutez la section aws, ou donnez les adresses du miroir et retirez cloudFront',
  },
  'cloud-front-without-mirrors': {
    expected: 'aws.mirrors, où se trouvent les miroirs derrière CloudFront',
    remedy: 'ajoutez « mirrors: » avec son bucket sous aws',
  },
  'cloud-front-has-addresses': {
    expected: 'aucune adresse : celles de CloudFront sont à lui',
    remedy: 'retirez addresses, ou retirez cloudFront',
  },
  'built-elsewhere-alone': {
    expected:
      '« built » seulement à côté de cloudFront : les fonctions ne construisent que ces miroirs',
    remedy: 'retirez « built » ; « every » dit quand une maison sur une machine construit',
  },
  'cloud-front-shelters-aws': {
    expected: 'une origine qui ne soit pas chez Amazon (hébergeur {hoster}, aws: true)',
    remedy: "une panne d'AWS emporterait les deux : placez ce miroir chez un autre hébergeur",
  },
  'checks-above-quota': {
    expected: '{needed} vérifications au moins, pour {mirrored} plateforme(s) à miroir',
    remedy:
      'faites augmenter par AWS le quota « health checks » du compte, puis écrivez-le ici ; ou retirez des miroirs',
  },
  'platforms-above-stack': {
    expected: '{most} plateformes à miroir au plus pour une maison sur AWS',
    remedy: 'partagez-les entre deux configurations, chacune dans son compte',
  },
  'origin-lacks-ipv4': {
    expected: 'une adresse IPv4 aussi : Route 53 ne vérifie un nom que par IPv4',
    remedy: "ajoutez-la à l'origine, sans quoi elle passerait toujours pour tombée",
  },
  'adopted-unknown': {
    expected: "le nom protégé d'une plateforme à miroir, sous la zone {zone}",
    remedy: 'corrigez le nom, ou retirez-le de adopted',
  },
  'second-host-on-aws': {
    expected: "un hôte d'une autre société qu'Amazon",
    remedy: "la page d'état doit rester lisible quand AWS est en panne : prenez un autre hébergeur",
  },
  'issuer-not-https': {
    expected: 'une adresse https://',
    remedy: 'par elle se reconnaissent ceux qui peuvent tourner les noms : jamais en clair',
  },
  'heartbeat-not-https': {
    expected: 'une adresse https://',
    remedy: 'en clair, n’importe qui sur le chemin pourrait battre à sa place',
  },
  'heartbeat-pace-on-aws': {
    expected: 'aucun rythme du battement sur AWS, où il est de cinq minutes',
    remedy: 'retirez « every »',
  },
  'smtp-missing': {
    expected: 'notices.smtp : sur une seule machine, le courriel part par un relais SMTP',
    remedy: 'ajoutez « smtp: » et son hôte, ou la section aws si Préau tourne sur AWS',
  },
  'gateway-missing': {
    expected: 'notices.sms.gateway : sur une seule machine, les SMS partent par une passerelle',
    remedy: 'ajoutez son adresse, ou retirez sms',
  },
  'receipts-on-aws': {
    expected:
      'ceci sur une seule machine : sur AWS, SES et End User Messaging le disent par événements',
    remedy: 'retirez-le',
  },
  'receipts-secret': {
    expected: 'un secret partagé avec la passerelle',
    remedy: 'donnez secretFile ou secretVariable, un seul des deux',
  },
  'secret-on-aws': {
    expected: 'sur AWS, un secret dans Secrets Manager',
    remedy: 'retirez-le, et nommez le secret dans notices.sms.fallback.secret, en « receipts »',
  },
  'gateway-secret': {
    expected: 'le secret partagé avec la seconde passerelle, dans Secrets Manager',
    remedy: 'ajoutez « secret: », le nom d’un secret {"gateway": …, "receipts": …}',
  },
  'secret-at-home': {
    expected:
      'ceci sur AWS seulement : sur une seule machine, un secret est dans un fichier ou une variable',
    remedy: 'retirez-le ; donnez receipts.secretFile',
  },
  'bounce-address': {
    expected: 'au plus 26 caractères avant le @ : chaque courriel en ajoute 37',
    remedy: 'par exemple retours@preau.example',
  },
  'dkim-key-unfit': {
    expected:
      'une clé RSA de 1 024 bits au moins, en PEM et sans phrase secrète ; pas d’Ed25519, par laquelle nous ne savons pas signer',
    remedy:
      'faites-en une par openssl genrsa 2048, et publiez sa part publique sous un nouveau sélecteur',
  },
  'dkim-key-short': {
    expected:
      'une clé RSA de 2 048 bits au moins : de plus courtes ne sont plus conseillées (RFC 8301)',
    remedy:
      'faites-en une par openssl genrsa 2048, et publiez sa part publique sous un nouveau sélecteur',
  },
  'field-path': { expected: 'des noms reliés par des points', remedy: 'par exemple data.id' },
  'header-name': {
    expected: 'le nom d’un en-tête, en minuscules',
    remedy: 'par exemple x-signature',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
