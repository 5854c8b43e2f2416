import type { ProblemWords } from './problem-words.ts';

/** What may be wrong with the recipe of a crawl, and with a web site as lessons, in French. */
export const recipeProblemWordsFr = {
  size: {
    expected: 'une taille comme 300MB ou 20GB',
    remedy: 'écrivez un nombre entier suivi de MB ou GB',
  },
  'size-bounds': {
    expected: 'une taille de {from} à {to}',
    remedy: 'choisissez-en une entre ces bornes',
  },
  'recipe-host': {
    expected: 'un hôte, avec son port s’il en a un : media.example.fr',
    remedy: 'retirez le protocole et le chemin',
  },
  'recipe-form': {
    expected: '/dossier/, *.extension ou une adresse exacte qui commence par /',
    remedy: 'écrivez une de ces trois formes',
  },
  'recipe-secret': {
    expected: 'soit « file: … » (mode 600), soit « environment: … »',
    remedy: 'mettez-y le secret, et dites ici où il se trouve',
  },
  'recipe-variable': {
    expected: 'le nom d’une variable, comme ENT_PASSWORD',
    remedy: 'écrivez des lettres, des chiffres et _',
  },
  'recipe-header': {
    expected: 'le nom d’un en-tête HTTP, comme authorization',
    remedy: 'écrivez le nom seul ; sa valeur est dans un fichier ou une variable',
  },
  'recipe-outside': {
    expected: 'une adresse sur un hôte à visiter : {hosts}',
    remedy: 'ajoutez son hôte sous « hosts », ou changez l’adresse',
  },
  'recipe-same-as': {
    expected: 'un autre nom d’un hôte à visiter : {hosts}',
    remedy:
      'écrivez « autre.nom: hôte.à.visiter » ; ce qui est dans « hosts » n’est pas un autre nom',
  },
  'recipe-unreadable': {
    expected: 'le fichier d’une recette, qui se lit',
    remedy: 'corrigez le chemin, ou retirez « recipe »',
  },
  'recipe-secret-missing': {
    expected: 'un fichier qui contient ce secret',
    remedy: 'mettez-y le secret, lisible de son seul propriétaire (chmod 600)',
  },
  'recipe-secret-open': {
    expected: 'un fichier lisible de son seul propriétaire, mode {mode} trouvé',
    remedy: 'lancez chmod 600, et changez le secret si d’autres ont pu le lire',
  },
  'web-lessons-on-aws': {
    expected: 'des leçons dans le bucket : un site web se visite depuis une machine',
    remedy:
      'ajoutez « built: elsewhere » à côté ; construisez le miroir sur une machine par « preau mirror build ADRESSE », et envoyez-le par « preau mirror publish » : docs/operations.md, « Web sites »',
  },
  'recipe-without-site': {
    expected: 'une recette seulement quand « lessons » est l’adresse d’un site web',
    remedy: 'retirez « recipe », ou donnez le site sous « lessons »',
  },
  'web-lessons-elsewhere': {
    expected: 'des leçons sous le nom de la plateforme, {hostname}',
    remedy:
      'les adresses de la plateforme ne répondront que si elles sont celles de ce site ; l’état de l’origine ne dit rien de ce site',
  },
  'web-lessons-in-rehearsal': {
    expected: 'un dossier de leçons : une répétition ne visite aucun site',
    remedy: 'donnez un dossier, un paquet ou une page',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
