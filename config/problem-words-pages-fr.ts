import type { ProblemWords } from './problem-words.ts';

/** Problems of those who are told of changes by the page, in French. */
export const pagesProblemWordsFr = {
  'webhook-https': {
    expected: 'une adresse qui commence par https://',
    remedy: 'ce qui est envoyé dit l’état des plateformes : donnez au destinataire un certificat',
  },
  'webhook-platform': {
    expected: 'l’identifiant d’une plateforme de ce fichier : {known}',
    remedy: 'corrigez-le, ou retirez « platforms » pour les dire toutes',
  },
  'webhook-secret-at-home': {
    expected: 'sur une seule machine, secretFile ou secretVariable, un seul des deux',
    remedy:
      'mettez le secret (whsec_…) dans un fichier que son propriétaire est seul à lire, et nommez-le',
  },
  'webhook-secret-on-aws': {
    expected: 'sur AWS, « secret » seul : le nom d’un secret de Secrets Manager',
    remedy: 'mettez-y whsec_… en texte, et nommez-le ; retirez secretFile et secretVariable',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
