/** What `preau adopt` says, in French. */
export const adoptWordsFr = {
  options: {
    description:
      'AWS : montrer ce qui se trouve sous les noms protégés, et en faire des paires pondérées',
    config: 'La configuration',
    only: 'Ces plateformes seulement',
    checks: 'Les vérifications, telles que les donne « aws cloudformation describe-stacks »',
    dryRun: 'Montrer seulement (par défaut)',
    apply: 'Faire le changement : un seul lot par zone, tout ou rien',
    save: 'Où garder de quoi revenir en arrière',
    undo: 'Revenir à ce qui était là, d’après ce fichier',
    force:
      'Avec --undo : revenir même pendant que les visiteurs sont au miroir, ou vers une autre adresse que celle de la configuration',
    authority: 'Les serveurs de noms à interroger ensuite, au lieu de ceux que dit le DNS',
  },
  zone: 'Zone {zone}',
  name: '  {hostname} ({platform}) : {state}',
  states: {
    ready: 'peut être adopté',
    blocked: 'ne peut pas être adopté en l’état',
    absent:
      'rien ne s’y trouve ; la pile Preau-Names fera la paire, si le nom n’est pas dans « adopted »',
    done: 'la paire est en place',
  },
  before: '    - {type} {content}',
  after: '    + {type} {side} poids {weight} {content}',
  kept: '    = {type} {side} poids {weight} {content}',
  ttl: '{values}, TTL {ttlSec} s',
  alias: 'alias de {target}',
  checked: '{content}, vérification {check}',
  remark: '    · {text}',
  remarks: {
    slow: 'les résolveurs peuvent garder l’ancienne réponse {ttlSec} s : d’ici là, rien ne tourne pour eux',
    added: '{type} est nouveau : la configuration en a, le nom n’en publiait pas',
    fixed:
      'le nom ne suivra plus {stands} : ce sont désormais les adresses de la configuration qui comptent',
  },
  obstacle: '    ! {text}',
  obstacles: {
    values:
      '{type} répond {stands}, la configuration dit {configured} : corrigez l’origine (addresses, cname ou https), ou la zone',
    surplus:
      '{type} répond {stands}, et l’origine n’a pas de telle adresse dans la configuration : sans paire, ceux qui la suivent resteraient sur une origine en panne ; ajoutez-la à l’origine et au miroir, ou retirez l’enregistrement',
    alias:
      '{type} est un alias de {stands} : donnez à ce nom des adresses, que la configuration connaît',
    foreign:
      '{type} suit déjà une autre règle de routage : retirez-la d’abord, ou laissez ce nom tel quel',
    bypass:
      'un enregistrement {type} ({stands}) mène les navigateurs à côté de la paire : retirez-le ; un HTTPS peut avoir la sienne, par origin.https et mirror.https',
    beside:
      '{type} répond {stands}, et la configuration publie ce nom par un CNAME, qui est toujours seul : retirez origin.cname, ou l’enregistrement',
    dropped:
      'une paire {type} s’y trouve, que la configuration ne publie plus : elle continuerait de répondre ; retirez ses deux enregistrements, ou rendez ce type à la configuration',
    cname:
      'le nom est un CNAME de {stands}, pas de l’origine ({origin}) : corrigez origin.host, ou la zone',
    unlisted:
      'une paire {type} s’y trouve, autre que voulue, et la pile Preau-Names peut l’avoir faite : inscrivez le nom dans names.zones[].adopted s’il vient de « preau adopt »',
  },
  unready: {
    heading: 'Rien n’a été changé : des vérifications ne sont pas en bonne santé.',
    line: '  {platform} ({hostname}) : {reasons}',
    always: '  la vérification derrière les miroirs : pas encore de donnée',
    reasons: {
      'origin-ill':
        'l’origine échoue à la vérification de Route 53 (origin.host, path, expect, pare-feu)',
      'hold-ill': 'la retenue est mise : relâchez d’abord la plateforme',
      'origin-silent': 'rien encore sur l’origine',
      'hold-silent': 'rien encore sur la retenue',
      'both-silent': 'rien encore de la vérification calculée',
      'both-late': 'la vérification calculée n’a pas encore suivi',
    },
  },
  nothing: 'Rien à faire.',
  blocked:
    'Rien n’a été changé : {names} d’abord, ou choisissez les autres plateformes avec --only.',
  dry: 'Rien n’a été changé. Pour le faire : preau adopt {config} --apply',
  saved: 'De quoi revenir en arrière : {file}',
  applied: 'Zone {zone} : changement {change} {state}',
  applyStates: { insync: 'en place partout', pending: 'accepté, pas encore partout' },
  verified: '{hostname} : tous les serveurs de noms répondent l’origine',
  differs:
    '{hostname} : des serveurs de noms ne répondent pas l’origine ({answers}) ; regardez, ou revenez en arrière',
  unasked: '{hostname} : non vérifié ({why})',
  next: 'Inscrivez ces noms dans names.zones[].adopted, puis déployez Preau-Names : {names}',
  undoIt: 'Pour revenir en arrière : preau adopt {config} --undo {file} --apply',
  undo: {
    name: '  {hostname} ({platform}) : {state}',
    states: {
      ready: 'revient à ce qui était là',
      undone: 'est déjà comme avant',
      changed: 'a été changé depuis',
    },
    goes: '    - {type} {content}',
    comes: '    + {type} {content}',
    difference: '    ! {record} : {field}, trouvé {found}, attendu {expected}',
    fields: {
      record: 'enregistrement',
      weighted: 'règle de routage',
      values: 'valeurs',
      ttl: 'TTL (s)',
      alias: 'alias',
      check: 'vérification',
    },
    remedy:
      '    → défaites d’abord l’adoption la plus récente de ce nom (son propre fichier), ou changez les enregistrements à la main',
    obstacle: '    ! {text}',
    obstacles: {
      turned:
        'des visiteurs sont au miroir ({type}, poids {weight}) : relâchez d’abord la plateforme',
      held: 'la retenue est mise, les visiteurs sont au miroir : relâchez d’abord la plateforme',
      ill: 'la vérification {check} échoue, les visiteurs sont au miroir : attendez que l’origine réponde',
      elsewhere:
        '{type} reviendrait à {back}, la configuration dit {configured} : corrigez origin.addresses, ou la zone à la main',
      unasked:
        'impossible de savoir si les visiteurs sont au miroir ({why}) : lisez le compartiment des retenues et CloudWatch avec d’autres droits',
    },
    forced: '    ! passé outre (--force) : {text}',
    dry: 'Rien n’a été changé. Pour le faire : preau adopt {config} --undo {file}{force} --apply',
    overrule: 'En connaissance de cause, ce qui est refusé peut être passé outre avec --force.',
    verified: '{hostname} : tous les serveurs de noms répondent ce qui était là',
    differs:
      '{hostname} : des serveurs de noms répondent autre chose que ce qui était là ({answers}) ; regardez',
    blocked: 'Rien n’a été changé.',
    next: 'Retirez ces noms de names.zones[].adopted ; plus rien ne les tourne désormais : {names}',
  },
} as const;
