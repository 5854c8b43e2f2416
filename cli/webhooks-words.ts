import type { Translated } from './fill-template.ts';
import type { Language } from './language.ts';

const FR = {
  group: 'Les programmes que la page d’état prévient (pages.webhooks)',
  try: 'Envoyer un message d’essai signé à l’un d’eux, et dire ce qu’il répond',
  name: 'Le nom du programme dans la configuration',
  config: 'La configuration',
  dryRun: 'Montrer le message et sa signature sans l’envoyer',
  taken: '{name} a pris le message ({ms} ms).',
  failed:
    '{name} n’a pas pris le message : {detail}. Voyez son journal et son secret : docs/feeds.md, « Webhooks ».',
  unknown: 'attendu : un webhook de {file} ({known}) ; trouvé : {name}',
  none: 'aucun',
} as const;

export type WebhooksWords = Translated<typeof FR>;

const EN: WebhooksWords = {
  group: 'The programs that the status page tells (pages.webhooks)',
  try: 'Send a signed test message to one of them, and tell what it answers',
  name: 'The program’s name in the configuration',
  config: 'The configuration',
  dryRun: 'Show the message and its signature and do not send it',
  taken: '{name} took the message ({ms} ms).',
  failed:
    '{name} did not take the message: {detail}. Look at its log and its secret: docs/feeds.md, "Webhooks".',
  unknown: 'expected a webhook of {file} ({known}), got {name}',
  none: 'none',
};

export const webhooksWords = (language: Language): WebhooksWords => (language === 'fr' ? FR : EN);
