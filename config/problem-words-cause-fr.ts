import type { ProblemWords } from './problem-words.ts';

/** Problems of where evidence on a cause is looked for, in French. */
export const causeProblemWordsFr = {
  'feed-not-https': {
    expected: 'une adresse en https://',
    remedy: 'un état lu en clair peut être celui de n’importe qui : prenez l’adresse en https',
  },
  'feed-unplaced': {
    expected: 'regions ou products (les mots de cette page), ou wholePage: true',
    remedy:
      'un incident d’un autre produit ou d’un autre lieu ne dit rien du vôtre : écrivez ce que vous avez chez cette société',
  },
  'feed-both': {
    expected: 'soit wholePage, soit regions et products',
    remedy: 'retirez l’un des deux',
  },
  'load-balancer-arn': {
    expected: 'l’ARN d’un répartiteur de charge applicatif',
    remedy:
      'par exemple arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/app/ent/0a1b2c',
  },
  'shield-arn': {
    expected: 'l’ARN de ce que Shield Advanced protège',
    remedy: 'par exemple arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL',
  },
  'metric-name': {
    expected: 'un nom de métrique CloudWatch : lettres, chiffres, tirets',
    remedy: 'il se lit dans la console AWS WAF, sous le nom du pack de protection',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
