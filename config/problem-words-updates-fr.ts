import type { ProblemWords } from './problem-words.ts';

/** Problems of a home whose names are at its owner's own name server, in French. */
export const updatesProblemWordsFr = {
  'tsig-key-name': {
    expected: 'le nom d’une clé TSIG : lettres, chiffres, tirets et points',
    remedy: 'le même que chez le serveur de noms, par exemple preau.region.example',
  },
  'updates-on-aws': {
    expected: 'soit aws, soit names.rfc2136',
    remedy:
      'sur AWS, Route 53 répond et bascule même sans Préau : retirez names.rfc2136, ou aws pour une seule machine',
  },
  'updates-know-no-shares': {
    expected: 'originShares: [1] : un serveur de noms ordinaire ne connaît pas les parts',
    remedy:
      'il répond la même chose à tous, donc le retour se fait en une fois : écrivez originShares: [1] sous shelter',
  },
  'updates-shed-nobody': {
    expected: 'shedShare: 0 : un serveur de noms ordinaire ne connaît pas les parts',
    remedy: 'il ne peut pas envoyer une part des visiteurs au miroir : retirez shedShare',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
