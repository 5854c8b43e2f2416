/** Failures in French, of files that hold keys, of certificates, and of vantages elsewhere; and what a sentence about a file got: by `Said.key`. */
export const errorsWordsSecretsFr = {
  'secret.open':
    'attendu {what}, que seul son propriétaire puisse lire, dans {path}, reçu les droits {mode} : faites chmod 600 {path}. Si d’autres l’ont lu, {renew}',
  'secret.closed':
    'attendu {what} dans {path}, reçu : {why}. Mettez-y ce secret, ou corrigez le chemin',
  'secret.dkim': 'la clé DKIM ({setting})',
  'secret.login': 'ce qu’envoie la connexion placée devant la console ({setting})',
  'secret.push': 'la clé des notifications ({setting})',
  'secret.receipts': 'le secret d’une passerelle de SMS ({setting})',
  'secret.site': 'un secret pour la visite d’un site (session, dans sa recette)',
  'secret.tsig': 'un secret TSIG ({setting})',
  'secret.webhook': 'le secret d’un webhook ({setting})',
  'secret.dkimOther':
    'attendu une clé privée RSA de {least} bits ou plus, en PEM et sans phrase de passe, dans {path}, reçu {got} : faites-en une par openssl genrsa 2048',
  'secret.tsigOther':
    'attendu un secret TSIG en base64 de {least} octets ou plus dans {path}, reçu {got} : faites-en un par tsig-keygen, et gardez-y ce qu’il écrit',
  'secret.pushOther':
    'attendu une clé privée P-256 en PEM dans {file}, reçu autre chose. Remettez ce fichier d’une copie, ou supprimez-le : tous les navigateurs devront alors s’abonner de nouveau',
  'secret.mirrorKey':
    'attendu une clé privée Ed25519 en PEM à {file}, reçu autre chose ; supprimez ce fichier pour qu’une nouvelle clé soit faite, ou nommez-en un autre par --key',
  'secret.storeOpen':
    'attendu des clés que seul leur propriétaire puisse lire dans {path}, reçu les droits {mode} : faites chmod 600 {path}. Si d’autres les ont lues, faites-en faire de nouvelles',
  'secret.storeOther':
    'attendu {"accessKeyId": …, "secretAccessKey": …} dans {path}, reçu autre chose. Mettez-y les clés du stockage',
  'secret.storeClosed':
    'attendu les clés d’un stockage dans {path}, reçu : {why}. Mettez-les-y, ou corrigez « credentials= » de la cible',
  'secret.webhookOther':
    'attendu whsec_ et {least} à {most} octets en base64 dans {where}, reçu autre chose. Faites-en un par : printf \'whsec_%s\' "$(openssl rand -base64 32)"',
  'secret.webhookNone':
    'attendu le secret du webhook {name} dans la variable {variable}, reçu rien ; donnez-la, ou nommez plutôt secretFile',
  'secret.loginOther':
    'attendu un secret de {least} à {most} signes dans {file}, reçu {letters} : faites-en un par openssl rand -hex 32',
  'secret.receiptsNone':
    'attendu un secret de {least} signes ou plus dans la variable {variable}, reçu {got} ; donnez-la, ou nommez plutôt notices.sms.receipts.secretFile',
  'secret.receiptsOther':
    'attendu un secret de {least} signes ou plus dans {file}, reçu {letters}. Mettez-y celui dont la passerelle signe',
  'secret.siteNone':
    'attendu un secret pour la visite d’un site dans la variable {variable}, reçu {got} ; donnez-la, ou plutôt un fichier',
  'secret.siteOther':
    'attendu un secret pour la visite d’un site dans {path}, reçu un fichier vide. Mettez-l’y, ou corrigez le chemin dans la recette',
  'renew.dkim': 'publiez une nouvelle clé sous un nouveau sélecteur',
  'renew.login': 'faites-en un nouveau, et donnez-le au serveur web',
  'renew.push': 'supprimez-la : tous les navigateurs devront alors s’abonner de nouveau',
  'renew.receipts': 'convenez d’un autre avec la passerelle',
  'renew.site': 'changez-le là-bas',
  'renew.tsig': 'faites faire une nouvelle clé',
  'renew.webhook': 'convenez d’un autre avec son destinataire',
  'pem.file':
    'attendu un fichier en PEM (-----BEGIN …) à {file}, reçu {got} ; donnez celui qu’a fait votre autorité',
  'pem.authorities':
    'attendu des certificats en PEM dans {path}, reçu : {why} ; donnez le fichier de votre autorité (BEGIN CERTIFICATE)',
  'vantage.keyFile':
    'attendu une clé de {least} signes ou plus, pour son seul propriétaire (droits 0600), dans {file}, reçu {got} ; faites-en une par : preau vantage key {file}',
  'vantage.portTaken':
    'attendu d’écouter sur {listen} port {port}, reçu {got} ; libérez ce port, ou donnez-en un autre par --port',
  'vantage.portRefused':
    'attendu d’écouter sur {listen} port {port}, reçu {got} ; donnez un port de 1024 ou plus',
  'vantage.portElsewhere':
    'attendu d’écouter sur {listen} port {port}, reçu {got} ; donnez par --listen une adresse de cette machine, et son certificat avec sa clé',
  'vantage.allow':
    'attendu 1 à {most} hôtes à sonder, écrits hôte ou hôte:port, reçu {got} ; donnez-les par --allow, ou dans un fichier par --allow-file : preau vantage check écrit la liste d’une configuration',
  'vantage.keyNotNew':
    'attendu un fichier qui puisse être fait, reçu : {why} ; donnez un autre nom, ou supprimez ce fichier si personne ne se sert de sa clé',
  'vantage.noKey': 'attendu --key-file FICHIER, reçu rien ; voyez : preau vantage --help',
  'vantage.noPort': 'attendu --port PORT, reçu rien ; voyez : preau vantage --help',
  'vantage.halfTls':
    'attendu --tls-cert et --tls-key, les deux ou aucun, reçu l’un des deux ; voyez : preau vantage --help',
  'vantage.port': 'attendu un port de 0 à 65535, reçu {got} ; voyez : preau vantage --help',
  'vantage.resolvers':
    'attendu {most} résolveurs au plus, reçu {given} ; voyez : preau vantage --help',
  'vantage.resolver':
    'attendu l’adresse IP d’un résolveur, reçu {got} ; voyez : preau vantage --help',
  'vantage.allowFile':
    'attendu un fichier d’hôtes à --allow-file, reçu : {why} ; voyez : preau vantage --help',
  'vantage.allowLong':
    'attendu {most} signes au plus dans {file}, reçu {letters} ; voyez : preau vantage --help',
  'vantage.otherKey':
    'statut {status}, non signé de notre clé : les deux côtés ont-ils le même fichier de clé ?',
  'vantage.unsigned': 'statut {status}, non signé de notre clé',
  'vantage.protocol':
    'une réponse signée d’un autre protocole : mettez la même version des deux côtés',
  'vantage.refuses': 'l’agent refuse : {why}',
  'vantage.late': 'aucune réponse en {ms} ms',
  'vantage.clock': 'son horloge et celle de la maison diffèrent de {apart} s, plus que {most}',
  'vantage.heard': 'cette requête avait déjà été entendue',
  'vantage.notAllowed': '{target} pour {name} n’est pas sur sa liste',
  'vantage.full': '{running} sondes sont déjà en cours',
  'vantage.often': 'trop de sondes de {target} pour {page}',
  'got.noFile': 'autre chose qu’un fichier',
  'got.bytes': '{bytes} octets',
  'got.letters': '{letters} signes',
  'got.other': 'autre chose',
  'got.none': 'rien',
  'got.words': 'plusieurs mots ou lignes',
  'got.openMode': 'les droits {mode}, qui laissent d’autres lire ou écrire',
  'got.hosts': '{hosts} hôtes',
  'got.keyKind': 'une clé de sorte {type}',
  'got.bits': '{bits} bits',
  'got.variable': 'la variable {variable}',
  'got.secret': 'le secret {secret}',
  'got.emptyOrLong': 'une valeur vide ou trop longue',
  'got.more': 'davantage',
  'got.noKeys': 'aucune fiche qui ait des clés (vues : {seen})',
  'got.bytesNear': 'd’autres octets près de l’octet {at}',
  'got.bytesAfter': 'd’autres octets près de l’octet {at}, après {before}',
  'got.moreBytes': 'plus de {bytes} octets',
  'got.faults': 'des défauts ({number})',
  'got.changed': '{path} modifié depuis',
  'got.noForm': 'aucun formulaire qui demande un mot de passe',
  'got.noPage': 'une réponse qui n’est pas une page',
  'got.unexpected': 'une page sans les mots de « expect »',
  'got.unreadable': 'un fichier qui ne peut pas être lu',
  'got.noReply': 'ce qui n’est pas une réponse',
  'got.rcode': '{rcode} à une question sur {name}',
  'got.replies': 'plus d’une réponse',
  'got.hungUp': 'une connexion fermée',
  'got.silence': 'rien en {ms} ms',
  'got.bytesOver': '{bytes} octets, plus que {most}',
  'got.brokenXml': 'du XML cassé ({why})',
  'got.entities': 'un fichier qui déclare ses propres entités',
  'got.deep': 'des éléments imbriqués trop profondément',
  'got.elements': 'plus de {most} éléments',
  'got.doctype': 'un type de document, qu’aucune sauvegarde n’a',
  'got.longField': '<{field}> de plus de {most} signes',
  'got.endless': 'un texte sans fin',
  'got.noLibrary': 'un fichier qui ne nomme aucune bibliothèque principale',
  'got.noJson': 'un fichier qui n’est pas du JSON',
  'got.packageDocument': 'qui décrit le livre',
  'got.unopened': 'aucun fichier qui puisse être ouvert',
  'got.damaged': 'un fichier abîmé',
  'got.noPackage': 'ni l’un ni l’autre, ou un paquet coupé',
  'got.files': '{number} fichiers',
} as const;
