import type { ProblemWords } from './problem-words.ts';
import type { recipeProblemWordsFr } from './problem-words-recipe-fr.ts';

/** What may be wrong with the recipe of a crawl, and with a web site as lessons. */
export const recipeProblemWordsEn: {
  readonly [code in keyof typeof recipeProblemWordsFr]: ProblemWords;
} = {
  size: { expected: 'a size such as 300MB or 20GB', remedy: 'write a whole number and MB or GB' },
  'size-bounds': {
    expected: 'a size from {from} to {to}',
    remedy: 'choose one within these bounds',
  },
  'recipe-host': {
    expected: 'a host, with its port if it has one: media.example.fr',
    remedy: 'remove the scheme and the path',
  },
  'recipe-form': {
    expected: '/folder/, *.ending or one exact address that begins with /',
    remedy: 'write one of the three forms',
  },
  'recipe-secret': {
    expected: 'either "file: …" (mode 600) or "environment: …"',
    remedy: 'put the secret there, and name its place here',
  },
  'recipe-variable': {
    expected: 'the name of a variable, such as ENT_PASSWORD',
    remedy: 'write letters, digits and _',
  },
  'recipe-header': {
    expected: 'the name of an HTTP header, such as authorization',
    remedy: 'write the name alone; its value is in a file or a variable',
  },
  'recipe-outside': {
    expected: 'an address on a host in scope: {hosts}',
    remedy: 'add its host under "hosts", or change the address',
  },
  'recipe-same-as': {
    expected: 'another name of a host in scope: {hosts}',
    remedy: 'write "other.name: host.in.scope"; what stands in "hosts" is no other name',
  },
  'recipe-unreadable': {
    expected: 'the file of a recipe, which can be read',
    remedy: 'correct the path, or remove "recipe"',
  },
  'recipe-secret-missing': {
    expected: 'a file that holds this secret',
    remedy: 'put the secret there, for its owner alone to read (chmod 600)',
  },
  'recipe-secret-open': {
    expected: 'a file that only its owner may read, found mode {mode}',
    remedy: 'run chmod 600, and change the secret if others may have read it',
  },
  'web-lessons-on-aws': {
    expected: 'lessons in the bucket: a web site is visited from one machine',
    remedy:
      'add "built: elsewhere" beside it; build the mirror on one machine with "preau mirror build ADDRESS", and send it with "preau mirror publish": docs/operations.md, "Web sites"',
  },
  'recipe-without-site': {
    expected: 'a recipe only where "lessons" is the address of a web site',
    remedy: 'remove "recipe", or give the site under "lessons"',
  },
  'web-lessons-elsewhere': {
    expected: "lessons from the platform's own name, {hostname}",
    remedy:
      "original addresses of the platform are answered only as far as this site's are the same; the origin's state does not speak for this site",
  },
  'web-lessons-in-rehearsal': {
    expected: 'a folder of lessons: a rehearsal visits no site',
    remedy: 'give a folder, a package or a page',
  },
};
