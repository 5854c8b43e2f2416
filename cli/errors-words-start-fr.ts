/** Failures in French, of what keeps a home, its name server or a rehearsal from starting: by `Said.key`. */
export const errorsWordsStartFr = {
  'port.refused':
    'attendu d’écouter sur {address} port {port} ({section} dans preau.yaml), reçu un refus : sous Linux, un port sous 1024 demande un droit. Donnez-le à Node (sudo setcap cap_net_bind_service=+ep "$(readlink -f "$(which node)")"), ou à un service systemd (AmbientCapabilities=CAP_NET_BIND_SERVICE), ou mettez {section}.port à 1024 ou plus et faites mener {port} vers lui par le pare-feu',
  'port.elsewhere':
    'attendu d’écouter sur {address} port {port} ({section} dans preau.yaml), reçu une adresse que cette machine n’a pas ; mettez à {section}.listen l’une des siennes',
  'port.taken':
    'attendu d’écouter sur {address} port {port} ({section} dans preau.yaml), reçu {got} : autre chose y répond (sur bien des systèmes un résolveur local tient le port 53 de 127.0.0.x). Arrêtez-le, ou choisissez un autre {section}.listen ou {section}.port ; un serveur de noms d’un autre dossier de données s’arrête par : preau names stop --data DOSSIER',
  'port.mirror':
    'attendu {address} port {port} libre pour le miroir, reçu : {why} ; arrêtez ce qui l’occupe, ou nommez un autre port',
  'port.control':
    'attendu d’écouter sur 127.0.0.1 port {port} pour les commandes du serveur de noms, reçu : {why} ; libérez ce port, ou donnez 0',
  'port.dns':
    'attendu d’écouter par {transport} sur {address} port {port}, reçu : {got} ; libérez ce port, ou donnez 0 pour n’importe lequel',
  'port.noneFree':
    'attendu un port libre sur {address}, de {port} à {last}, reçu aucun ; libérez-en un, ou choisissez-en un autre',
  'port.smsSink':
    'attendu le port {port} de {address} libre pour la passerelle de SMS de la répétition, reçu : {why}. Choisissez-en un autre, ou 0 pour n’importe lequel',
  'port.mailSink':
    'attendu le port {port} de {address} libre pour le serveur de courriel de la répétition, reçu : {why}. Choisissez-en un autre, ou 0 pour n’importe lequel',
  'port.origin':
    'attendu le port {port} de {address} libre pour une plateforme de la répétition, reçu un port pris. Arrêtez l’autre programme, ou choisissez un autre port',
  'names.silent': 'attendu que le serveur de noms réponde, reçu : {why}. Voyez {log}',
  'names.formerBack': '{why}. Celui d’avant répond de nouveau, avec ses propres réglages',
  'names.formerGone': '{why}. Celui d’avant n’a pas redémarré non plus : {again}',
  'names.newer':
    'attendu {path} de la version {most}, reçu la version {version} : lancez le Préau plus récent qui l’a écrit, ou donnez un autre dossier de données. Rien n’a été changé',
  'names.unreadable':
    'attendu les enregistrements du serveur de noms dans {path}, reçu : {got}. Déplacez ce fichier pour repartir de la configuration : les poids qui avaient été posés sont alors perdus',
  'names.holdRefused':
    'attendu que le serveur de noms prenne la retenue de {platform}, reçu HTTP {status} ; voyez names.log dans son dossier',
  'update.clockAhead':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu BADTIME, une horloge en avance de {apart} s sur celle de cette machine ; réglez les deux par NTP, {most} s au plus',
  'update.clockBehind':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu BADTIME, une horloge en retard de {apart} s sur celle de cette machine ; réglez les deux par NTP, {most} s au plus',
  'update.badKey':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu {got} : il ne connaît aucune clé de ce nom et de cet algorithme, ou aucune qui puisse mettre à jour cette zone ; comparez names.rfc2136.key avec la sienne',
  'update.badSecret':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu {got} : le secret est un autre là-bas ; comparez le fichier de names.rfc2136.key.secretFile avec le sien',
  'update.forged':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu {got} avec une signature que cette clé n’a pas faite ; voyez qui répond à cette adresse, et comparez les secrets',
  'update.passing':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu {got} ; voyez son journal',
  'update.code':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu {got} ; {remedy}',
  'update.unsigned':
    'attendu que le serveur de noms de {address} port {port} mette à jour {zone} avec la clé {key} ({algorithm}), reçu {got} sans signature ; {remedy} ; comparez le nom, l’algorithme et le secret de la clé avec ceux du serveur, et les deux horloges, qui peuvent différer de {most} s au plus',
  'update.unreadable':
    'attendu que le serveur de noms de {address} port {port} réponde, reçu {got} ; voyez s’il sert la zone, et laisse cette machine l’interroger',
  'update.silent':
    'attendu que le serveur de noms de {address} port {port} réponde par TCP, reçu {got} ; voyez s’il tourne, et si un pare-feu laisse passer TCP',
  'remedy.REFUSED':
    'laissez cette clé mettre à jour cette zone là-bas (allow-update, acl, TSIG-ALLOW-DNSUPDATE)',
  'remedy.NOTAUTH': 'voyez si ce serveur est le primaire de la zone, et connaît la clé',
  'remedy.NOTZONE': 'corrigez names.zones, car le nom est dans une autre zone là-bas',
  'remedy.NOTIMP': 'activez les mises à jour dynamiques sur ce serveur',
  'remedy.log': 'voyez son journal',
  'start.noSmtp':
    'attendu notices.smtp dans preau.yaml, reçu rien : sur une machine seule le courriel part par SMTP. Ajoutez-le',
  'start.schoolsFile':
    'attendu un fichier d’établissements à {path}, reçu : {why} ; corrigez schools dans preau.yaml, dont les chemins partent de son propre dossier',
  'start.noSchools':
    'attendu des établissements dans {folder}, reçu aucun ; importez-les : preau schools import FICHIER… --data {folder}',
  'start.likelihoods':
    'attendu la table des vraisemblances dans {path}, reçu un fichier qui ne peut pas être lu ; vérifiez qu’il est là, et qu’il peut être lu',
  'start.ownCloud':
    'attendu un hôte qui puisse être interrogé, reçu {got}, une adresse du nuage ou du lien de cette machine même. Écrivez l’hôte que vous voulez dire',
  'start.smsGateway':
    'attendu pour la passerelle de SMS une adresse http ou https avec {to} et {text}, reçu {got} ; corrigez notices.sms dans preau.yaml',
  'start.httpsRecord':
    'attendu un enregistrement HTTPS comme 1 . alpn="h2,h3", reçu « {got} » ; corrigez-le dans preau.yaml',
  'start.dnsName':
    'attendu un nom DNS de parties de 1 à {most} signes ASCII, reçu « {got} » ; corrigez-le dans preau.yaml',
  'rehearsal.unknown':
    'attendu une répétition, reçu « {name} » ; il y a : {known} ; ou donnez un dossier où sont preau.yaml et scenario.yaml',
  'rehearsal.closed':
    'attendu de lire {file}, reçu : {why} ; une répétition est un dossier avec preau.yaml et scenario.yaml',
  'rehearsal.stageEnded':
    'attendu que la scène de la répétition dure jusqu’à sa fin, reçu la fin de son processus ({how}) ; relancez la même commande, elle continue d’ici',
  'rehearsal.homeEnds':
    'attendu que Préau reste en marche, reçu {ends} fins de son processus, la dernière par {how} ; voyez le disque et la mémoire de cette machine',
  'rehearsal.noLessons':
    'attendu des leçons (.html, .md, paquets) dans {folder}, reçu aucune. Mettez-y au moins une page',
  'rehearsal.lessonsClosed':
    'attendu un dossier de leçons à {folder}, reçu un dossier qui ne peut pas être lu. Donnez celui que nomme mirror.lessons',
  'rehearsal.offLoopback':
    'attendu une adresse de 127.0.0.0/8, reçu « {address} ». Une répétition reste sur cette machine : donnez à ses plateformes et à son serveur de noms des adresses locales',
  'rehearsal.platform':
    'attendu les plateformes du scénario parmi celles de preau.yaml ({known}), reçu {id}. Ajoutez-la à preau.yaml, ou ôtez-la du scénario',
  'rehearsal.offMachine':
    'attendu une adresse locale écrite 127.x.x.x ou ::1, reçu {got}. Une répétition n’envoie rien hors de cette machine : prenez celles qu’elle donne à ses serveurs de courriel et de SMS',
  'database.closed':
    'attendu d’ouvrir la base {path}, reçu : {why} ; vérifiez que son dossier est là, qu’on peut y écrire et qu’il y reste de la place',
  'database.busy':
    'attendu de se servir de la base {path}, reçu : {why} ; arrêtez le programme qui la tient (une sauvegarde, un shell), ou faites de la place sur son disque. Elle est essayée de nouveau',
  'database.unread':
    'attendu de lire {path}, reçu : {why} ; essayez de nouveau, ou remettez ce fichier d’une sauvegarde',
} as const;
