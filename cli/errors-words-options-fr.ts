/** Failures in French, of options as they were typed, and of what is asked of an account on AWS: by `Said.key`. */
export const errorsWordsOptionsFr = {
  'option.authority':
    'attendu l’adresse IP d’un serveur de noms, comme 192.0.2.53 ou 192.0.2.53#5353, reçu {got}',
  'option.server':
    'attendu l’adresse IP d’un serveur de noms, comme 192.0.2.53, 192.0.2.53:5353 ou [2001:db8::53]:5353, reçu {got}',
  'option.force':
    'attendu --force avec --undo, reçu --force seul : il passe outre ce qu’un retour refuse, et rien d’autre. Ôtez-le',
  'option.serverAlone':
    'attendu --server avec --names, reçu --server seul : personne n’est contacté sans être demandé. Ajoutez --names',
  'option.mapServer': '--for : attendu l’un de {known}, reçu {got} ; nommez-en un',
  'option.certificatePair':
    'attendu --certificate et --certificate-key ensemble, reçu l’un des deux ; donnez les deux, ou aucun pour un serveur derrière un autre qui les a',
  'option.mapOut':
    '--out : {out} ne peut pas être écrit : {why} ; nommez un fichier dans un dossier où l’on peut écrire',
  'option.mapHost': '{option} : attendu un nom d’hôte en ASCII, reçu {got} ; donnez-en un autre',
  'option.mapListen':
    '{option} : attendu un port, ou une adresse et un port, reçu {got} ; donnez-en un autre',
  'option.mapPath':
    '{option} : attendu un chemin absolu sans signe de contrôle, ni dollar, ni accolade, reçu {got} ; donnez-en un autre',
  'option.mapCaddy':
    'attendu pour le fichier de Caddy un texte sans « {$ », ni accent grave à côté d’une barre inverse, reçu {got} ; prenez un autre nom de dossier ou de fichier',
  'option.statusPage':
    '--status-page : attendu https://… sans mot de passe, reçu {got} ; donnez son adresse entière',
  'option.host':
    '--host : attendu un nom d’hôte, reçu {got} ; donnez-le sans https:// et sans chemin',
  'option.connections':
    '--connections : attendu 1 à {most}, reçu {got} ; dites combien de requêtes le site peut avoir à la fois',
  'option.connectTo':
    '--connect-to : attendu hôte=adresse ou hôte=adresse:port, une adresse IPv6 entre crochets, reçu {got} ; corrigez-le',
  'option.misplaced':
    '--{option} : attendu avec une adresse https://…, reçu le dossier {folder} ; nommez où le miroir est servi, ou ôtez l’option',
  'option.site':
    'attendu https://nom-ou-adresse, avec un port s’il le faut, reçu {got} ; un miroir s’interroge en HTTPS, à sa racine',
  'option.as':
    '--as : attendu un nom d’hôte, reçu {got} ; nommez la plateforme comme on la tape, sans https://',
  'option.maxAge':
    '--max-age : attendu une durée comme dans preau.yaml, reçu {got} ; écrivez 14d ou 36h',
  'option.platform': 'attendu --platform avec l’une de {known}, reçu {got}',
  'option.tryNumber': 'attendu --try avec un numéro comme +33639980001, reçu {got}',
  'option.tryElsewhere':
    'attendu --try là où les SMS passent par AWS End User Messaging (aws.sms, notices.sms), reçu une autre configuration : aucun autre service n’a d’essai qui n’envoie rien',
  'option.phase':
    'attendu --phase avec l’un de {known}, reçu {got} ; une correction va aux lecteurs de ce qu’elle corrige, et ne peut pas être prévue',
  'option.at': 'attendu --at avec un instant comme 2026-01-12T08:00:00Z, reçu {got}',
  'option.noFile':
    'attendu au moins un fichier à importer, reçu aucun. Nommez un annuaire (CSV ou JSON, .gz compris), une liste de contacts ou une table de rattachements',
  'option.timeZone':
    'attendu un fuseau horaire comme Europe/Paris ou Indian/Reunion, reçu {got} ; corrigez-le, ou ôtez-le',
  'adopt.notKept':
    'attendu de garder dans {file} ce qu’il faut pour défaire, reçu : {why}. Rien n’a été changé ; nommez un autre fichier par --save',
  'adopt.saved':
    'attendu dans {file} ce qu’a gardé « preau adopt --apply », reçu : {why} ; vérifiez son nom, et qu’il peut être lu',
  'adopt.savedOther':
    'attendu dans {file} ce qu’a gardé « preau adopt --apply », reçu autre chose ({places}). Donnez le fichier que cette commande a nommé',
  'adopt.checks':
    'attendu les contrôles de santé dans {file}, reçu : {why} ; vérifiez son nom, et qu’il peut être lu',
  'adopt.only':
    'attendu des plateformes qui aient un miroir ({known}), reçu {got}. Corrigez --only',
  'adopt.noChecks':
    'attendu les contrôles de santé de {id}, reçu ceux de {known}. Déployez Preau-Watch de nouveau',
  'adopt.noAlias':
    'attendu que {name} soit un alias vers la distribution du miroir de {id}, reçu aucun. Déployez d’abord Preau-Mirror',
  'aws.adopt':
    'attendu une section aws dans {file}, reçu aucune : des noms ne s’adoptent que dans Route 53',
  'aws.cost':
    'attendu une section aws dans {file}, reçu aucune : une machine seule coûte ce que son propriétaire la paie',
  'aws.schools':
    'attendu une section aws dans {file}, reçu aucune : c’est elle qui dit pour quelle maison sont les établissements',
  'aws.credentials':
    'attendu des identifiants du compte AWS, reçu {got}. Connectez-vous (« aws sso login », ou AWS_PROFILE), puis recommencez',
  'aws.whose':
    'attendu qu’AWS dise de qui sont ces identifiants, reçu {got}. Voyez le réseau, puis recommencez',
  'aws.outputs':
    'attendu que la pile {stack} de {region} ait ses sorties, reçu une pile sans {missing}. Déployez-la avec cette version : cdk deploy {stack}',
  'aws.otherAccount':
    'attendu des identifiants du compte {account}, que nomme aws.account, reçu ceux de {found}. Choisissez-en d’autres (AWS_PROFILE), ou corrigez la configuration',
  'aws.noStack':
    'attendu une maison sur AWS dans {region}, reçu aucune pile {stack}. Déployez-la, ou corrigez aws.region',
  'aws.stackRefused':
    'attendu de lire la pile {stack} dans {region}, reçu {got}. Donnez des identifiants qui aient le droit de la lire : AWS_PROFILE, ou aws sso login',
  'aws.stackSilent':
    'attendu de lire la pile {stack} dans {region}, reçu {got}. Voyez si la région répond, et si cette machine l’atteint',
  'aws.bucket':
    'attendu un seul bucket {bucket}, reçu {number}. Déployez d’abord Preau-Home, ou nommez le compte sous aws.account',
  'aws.directory':
    'attendu un annuaire de {most} octets au plus, reçu {bytes}. N’importez que les départements que servent les plateformes',
  'aws.zone':
    'attendu la zone hébergée {name} dans Route 53, reçu aucune. Déployez Preau-Zones, ou nommez son hostedZoneId',
  'aws.checksOther':
    'attendu dans {file} les sorties de {stack}, reçu autre chose. Écrivez-les de nouveau : {command}',
  'aws.noChecks':
    'attendu les contrôles de santé de {stack} dans {region}, reçu aucun. Déployez-la d’abord : npx cdk deploy {stack}',
  'aws.storeCredentials':
    'attendu des identifiants pour le stockage ({what}), reçu aucun ({got}). Connectez-vous (« aws sso login », ou AWS_PROFILE), puis recommencez',
  'aws.storeRefused':
    'attendu que l’opération réussisse au stockage ({what}), reçu {got}. Voyez le nom du bucket, et les droits du rôle',
  'aws.storeFailed':
    'attendu que l’opération réussisse au stockage ({what}), reçu {got}. Elle est essayée de nouveau',
  'glass.shelter':
    'attendu que la maison sur AWS ({home}) réponde, reçu : {why}\nLa retenue suffit à abriter. Regardez d’abord le miroir, puis :\n  aws s3api put-object --region {region} --bucket {bucket} --key holds/{platform}\nElle détourne aussi un nom qu’un veto ou une suspension retient. Mais alors le contrôle de l’origine est désactivé, et la santé ne ramènera jamais ce nom : dès que l’API de Route 53 répond, réactivez le contrôle enfant, non inversé, de celui de l’enregistrement « origin » :\n  aws route53 update-health-check --health-check-id CONTROLE --no-disabled\nRien n’en est écrit au journal, et aucun établissement n’est prévenu ; dites-le à la maison quand elle répondra de nouveau',
  'glass.release':
    'attendu que la maison sur AWS ({home}) réponde, reçu : {why}\nSans sa retenue, une plateforme est laissée à sa santé, et à ses poids s’ils ont été changés aussi. Ôtez-la par :\n  aws s3api delete-object --region {region} --bucket {bucket} --key holds/{platform}\nRien n’en est écrit au journal, et aucun établissement n’est prévenu ; dites-le à la maison quand elle répondra de nouveau',
  'proof.changed':
    'attendu dans {file} un dossier entier, reçu un dossier modifié ; « preau dossier verify » dit où',
  'proof.noKey':
    'attendu une clé publique Ed25519 en PEM dans {file}, reçu autre chose ; demandez-la à qui vous tenez le dossier',
  'proof.noCertificates':
    'attendu des certificats en PEM dans {file}, reçu autre chose ; demandez-les à qui vous tenez le dossier',
  'proof.noDrill':
    'attendu l’exercice {id} au journal, reçu aucun ; « preau journal verify » dit si le journal est entier',
  'proof.authority':
    'attendu l’adresse https d’une autorité d’horodatage, reçu {got} ; écrivez-la https://HÔTE/CHEMIN',
  'proof.noStamp':
    'attendu un horodatage de {origin}, reçu : {got}. Demandez de nouveau, ou ailleurs : preau dossier stamp FICHIER --tsa URL',
  'proof.noIncident':
    'attendu un incident du journal, reçu « {id} » ; « preau cause explain » les montre',
  'proof.chain':
    'attendu un journal dont la chaîne tient, reçu la ligne {line} : {why}. « preau journal verify » en dit plus ; remettez une copie d’avant le changement',
  'proof.large':
    'attendu un dossier que son lecteur puisse prendre, reçu {got} en tout. Copiez le journal et les observations eux-mêmes, comme le dit docs/operators.md sous « Backup »',
  'proof.largeFile':
    'attendu un dossier que son lecteur puisse prendre, reçu {got} de {file}. Copiez le journal et les observations eux-mêmes, comme le dit docs/operators.md sous « Backup »',
  'chain.line-unreadable': 'ce n’est pas une ligne de journal',
  'chain.line-numbered-otherwise': 'elle porte un autre numéro',
  'chain.line-does-not-follow': 'elle ne suit pas la ligne d’avant',
  'chain.line-altered': 'elle a été modifiée',
} as const;
