/** What `preau doctor` says of the status page's second host and of its key of pushes, in both languages. */
export const doctorPageWords = {
  fr: {
    'second-host-none': {
      found: 'la page publique n’est que sur AWS',
      do: 'Réglez aws.secondHost : la page survit alors à AWS.',
    },
    'second-host-ready': { found: '{endpoint}, ses clés sont dans {secret}' },
    'second-host-keyless': {
      found: '{endpoint} : pas de secret {secret}',
      do: 'aws secretsmanager create-secret --name {secret} --secret-string file://keys.json',
    },
    'pushes-none': { found: 'aucun navigateur n’est prévenu : pages.push ne le demande pas' },
    'push-key-to-come': { found: 'la clé des notifications est créée avec Preau-Home' },
    'push-key-ready': { found: 'les services de notification reconnaissent Préau par {secret}' },
    'push-key-going': {
      found: '{secret} sera effacé le {day} : tous les navigateurs devraient se réabonner',
      do: 'aws secretsmanager restore-secret --secret-id {secret}',
    },
    'push-key-gone': {
      found: 'pas de secret {secret} : aucun navigateur ne peut être prévenu',
      do: 'Retirez pages.push, déployez Preau-Home, remettez-le et déployez : tous les navigateurs doivent alors se réabonner.',
    },
  },
  en: {
    'second-host-none': {
      found: 'the status page is on AWS alone',
      do: 'Set aws.secondHost: the page then outlives AWS.',
    },
    'second-host-ready': { found: '{endpoint}, its keys are in {secret}' },
    'second-host-keyless': {
      found: '{endpoint}: no secret {secret}',
      do: 'aws secretsmanager create-secret --name {secret} --secret-string file://keys.json',
    },
    'pushes-none': { found: 'no browser is told: pages.push does not ask for it' },
    'push-key-to-come': { found: 'the key of pushes is made when Preau-Home is deployed' },
    'push-key-ready': { found: 'push services know the home by {secret}' },
    'push-key-going': {
      found: '{secret} is to be deleted on {day}: every browser would have to subscribe again',
      do: 'aws secretsmanager restore-secret --secret-id {secret}',
    },
    'push-key-gone': {
      found: 'no secret {secret}: no browser can be told',
      do: 'Put pages.push away, deploy Preau-Home, ask for it again and deploy: every browser must then subscribe again.',
    },
  },
} as const;
