/** Failures in French, of mirrors and where they are put, of visits, packages and directories: by `Said.key`. */
export const errorsWordsFilesFr = {
  'release.shrunk':
    'attendu que la copie {buildId} ait à peu près autant que {beforeId} (pages : {pagesBefore}, octets : {bytesBefore}), reçu moins (pages : {pagesAfter}, octets : {bytesAfter}) ; voyez ce qui manque par « preau mirror diff », puis réparez la source et refaites la copie, ou publiez avec --accept-loss si c’est bien ainsi',
  'release.unknown':
    'attendu une copie que {place} garde, reçu {got} ; « preau mirror rollback {place} --list » les montre',
  'release.noId':
    'attendu l’identifiant d’une copie que {place} garde, 16 chiffres hexadécimaux, reçu {got} ; « preau mirror rollback {place} --list » les montre',
  'release.ownFolder':
    'attendu un dossier à l’écart de celui du miroir, {own}, reçu {got} ; une copie se sert telle quelle de son propre dossier : nommez-en un ailleurs',
  'release.changed':
    'attendu une copie conforme à son manifeste, reçu {path} modifié dans {buildId} ; voyez tout par « preau mirror verify », puis publiez ou refaites la copie',
  'release.faulty':
    'attendu une copie conforme à son manifeste, reçu {got} dans {buildId} ; voyez tout par « preau mirror verify », puis refaites la copie',
  'release.unread': 'attendu de lire {folder}, reçu : {why} ; voyez ses droits, puis recommencez',
  'release.others':
    'attendu rien d’autrui dans {folder} là où le miroir a des fichiers, reçu {number} ({names}) ; déplacez-les, ou écartez les leçons de ces noms',
  'release.otherPlace':
    'attendu un endroit vide, ou celui d’un miroir, reçu d’autres fichiers ({number}) dans {place} ; nommez un autre dossier',
  'release.notSent':
    'attendu la copie {buildId} à {place} comme elle a été envoyée, reçu des fichiers absents ou modifiés ({number} : {names}) ; publiez-la de nouveau',
  'release.rsync':
    'attendu que rsync joigne {place}, reçu le code {code} : {why}. Voyez l’adresse, la clé (ssh) ou RSYNC_PASSWORD, et les droits là-bas',
  'release.noRsync':
    'attendu la commande rsync sur cette machine, reçu : {why}. Installez-la (apt-get install rsync), ou publiez vers un dossier ou un stockage',
  'release.locked':
    'attendu {lock} libre en moins de dix minutes, reçu tenu par {holder} (machine, processus) ; attendez que cette copie ou cette publication finisse, ou arrêtez-la',
  'release.unanswered':
    'attendu un miroir à {address} port {port} qui réponde pour {hostname} avec son manifeste, reçu : {got} ; vérifiez l’adresse, le nom donné par --as, et qu’une copie y a été publiée',
  'release.unknownThere':
    'attendu une copie que {place} garde, reçu {got} ; « preau mirror rollback CIBLE --list » les montre',
  'release.otherMirror':
    'attendu le miroir de {platform}, dont est la cible, reçu celui de {got} ; refaites-le avec --platform {platform}, ou corrigez « platform= » de la cible',
  'release.otherBucket':
    'attendu un endroit vide, ou celui d’un miroir, reçu d’autres objets ({number}) dans {place} ; nommez un autre bucket ou un autre préfixe',
  'release.notThere':
    'attendu tous les fichiers de la copie {buildId} dans {place}, reçu des fichiers absents ou d’une autre longueur ({number} : {names}) ; publiez-la de nouveau',
  'release.overtaken':
    'attendu d’être seul à écrire à {place}, reçu une autre publication en même temps ; voyez quelle copie est servie, puis recommencez',
  'store.noRoom':
    'attendu d’écrire {place}, reçu trop peu de place : il en reste {room} ({code}, {at}) ; faites-y de la place, pour ce que pèse un miroir et autant encore, puis recommencez',
  'store.noRight':
    'attendu d’écrire {place}, reçu un refus du système ({code}, {at}) ; laissez ce compte y écrire, ou nommez un autre endroit, puis recommencez',
  'store.readOnly':
    'attendu d’écrire {place}, reçu un disque en lecture seule ({code}, {at}) ; nommez un endroit où l’on peut écrire, puis recommencez',
  'store.fileThere':
    'attendu d’écrire {place}, reçu un fichier là où il faut un dossier ({code}, {at}) ; déplacez ce fichier, ou nommez un autre endroit, puis recommencez',
  'store.folderThere':
    'attendu d’écrire {place}, reçu un dossier là où il faut un fichier ({code}, {at}) ; déplacez ce dossier, ou nommez un autre endroit, puis recommencez',
  'store.nowhere':
    'attendu d’écrire {place}, reçu un endroit où rien ne peut être fait ({code}, {at}) ; nommez un autre endroit, puis recommencez',
  'store.system':
    'attendu d’écrire {place}, reçu une erreur du système ({code}, {at}) ; voyez si le disque est là et sain, ou nommez un autre endroit, puis recommencez',
  'visit.start':
    'attendu l’adresse d’une page web d’où partir, comme https://ent.example.fr/, reçu {got} ; donnez-la avec son https://, sans nom ni mot de passe',
  'visit.noStart':
    'attendu au moins une adresse d’où partir, reçu aucune ; donnez la page qui mène aux leçons',
  'visit.folder':
    'attendu de faire le dossier {folder} pour ce que prend une visite, reçu : {why} ; choisissez un dossier où l’on peut écrire',
  'visit.newer':
    'attendu dans {folder} une visite de la version {most}, reçu la version {version} ; prenez le Préau plus récent, ou un autre dossier',
  'visit.taken':
    'attendu d’être la seule visite dans {folder}, reçu une autre ; attendez qu’elle finisse, ou choisissez un autre dossier',
  'visit.nothing':
    'attendu au moins une page dans ce qui a été pris vers {folder}, reçu aucune ({first}) ; voyez l’adresse de départ, l’étendue et la session',
  'visit.login':
    'attendu de se connecter à {origin} pour la visite, reçu {got} ; vérifiez page, fields et expect de la session, et que le compte est ouvert',
  'visit.recipe': 'attendu la recette d’une visite dans {file}, reçu : {why} ; corrigez le chemin',
  'visit.otherSite':
    'attendu une recette pour {host}, reçu une pour {got} ; nommez celle de ce site, ou ajoutez {host} sous « hosts »',
  'visit.noRoom':
    'attendu de la place pour ce que prend la visite, reçu : {why} ; faites de la place, et relancez-la : elle continue où elle s’est arrêtée',
  'visit.private':
    'attendu pour {origin} une adresse d’Internet, reçu une de cette machine, d’un réseau privé ou aucune ; si c’est votre propre serveur, nommez-le sous privateHosts de la recette',
  'visit.header':
    'attendu des signes imprimables d’ASCII sur une ligne pour session.headers de la recette, reçu autre chose ; corrigez-les dans leur fichier ou leur variable',
  'visit.cookie':
    'attendu « nom=valeur », plusieurs séparés par des points-virgules, ou un cookies.txt avec des cookies de {host}, pour session.cookie de la recette, reçu autre chose ; corrigez-le dans son fichier ou sa variable',
  'course.folder':
    'attendu {most} fichiers au plus dans le dossier des leçons, reçu davantage ; partagez-le, ou écrivez ce qui n’est pas une leçon sous « exclude » dans {settings}',
  'course.site':
    'attendu des leçons sur cette machine, reçu le site web {got} ; son titre, sa licence et ce qu’il faut écarter se trouvent dans sa recette',
  'course.locked':
    'attendu un EPUB qui puisse être lu, reçu un livre sous verrou numérique ({names}) ; demandez à son éditeur un exemplaire sans verrou, et le droit de le montrer',
  'course.ims':
    'attendu imsmanifest.xml à la racine du paquet, reçu {got} ; exportez-le en IMS Common Cartridge ou en SCORM',
  'course.package':
    'attendu {most} fichiers au plus dans un paquet, reçu {given} ; exportez le cours en plusieurs parties',
  'course.noRoom':
    'attendu de la place dans {folder} pour déballer un paquet comprimé, reçu aucune ({why}) ; faites-en, ou nommez un autre dossier dans TMPDIR',
  'course.bomb':
    'attendu un paquet qui se déballe en {most} octets au plus et {ratio} fois sa taille, reçu davantage de {path} ; exportez le cours de nouveau, en parties s’il est si grand',
  'course.entries':
    'attendu {most} entrées au plus dans {path}, reçu davantage ; partagez le cours, et exportez ses parties',
  'course.xml':
    '{where} : attendu du XML bien formé et sans entités à lui, reçu {got} ; exportez le paquet de nouveau',
  'course.h5p':
    'attendu {name} dans le paquet H5P, en JSON de {most} octets au plus, reçu {got} ; exportez de nouveau le contenu',
  'course.archive':
    'attendu un paquet (ZIP, ou TAR compressé) à {path}, reçu {got} ; exportez-le de nouveau',
  'course.backup':
    '{where} : attendu le XML d’une sauvegarde Moodle, reçu {got} ; refaites la sauvegarde du cours',
  'course.activities':
    '{where} : attendu {most} sections et activités au plus, reçu davantage ; faites la sauvegarde du cours en plusieurs parties',
  'course.files':
    '{where} : attendu {most} fichiers de leçons au plus, reçu davantage ; faites la sauvegarde du cours en plusieurs parties',
  'course.epub':
    'attendu le fichier {name} dans l’EPUB, reçu aucun qui puisse être lu ; exportez le livre de nouveau',
  'course.name':
    'attendu un nom de fichier qui puisse être une adresse, reçu {name} ({why}) ; renommez-le',
  'course.settings':
    'attendu {most} fichiers {settings} au plus dans une source, reçu {given} ; écrivez-le dans ceux des dossiers au-dessus : un exclude peut nommer un dossier d’un dossier',
  'course.words':
    'attendu {name} du paquet comme texte, reçu des octets qui ne peuvent pas être lus ; refaites le paquet du dossier',
  'course.entry':
    'attendu le fichier {name} entier dans le paquet, reçu {got} ; exportez le paquet de nouveau',
  'directory.nowhere':
    'attendu un annuaire d’établissements dans {folders}, ou des fichiers sous schools dans {file}, reçu ni l’un ni l’autre. Importez-en un par « preau schools import »',
  'directory.empty':
    'attendu un annuaire avec des établissements, reçu un annuaire vide. Importez-en un par « preau schools import »',
  'directory.unread':
    'attendu un annuaire d’établissements dans {path}, reçu : {why}. Publiez-le de nouveau par « preau schools publish »',
  'directory.notCopied':
    'attendu de copier l’annuaire {path}, reçu : {why}. Voyez la place qui reste et si un import est en cours, puis recommencez',
  'directory.closed':
    'attendu la base de l’annuaire dans {path}, reçu : {why}. Voyez les droits du dossier et la place qui reste ; un fichier abîmé peut être déplacé, et les établissements importés de nouveau',
  'directory.newer':
    'attendu dans {path} un annuaire de la version {most} ou d’avant, reçu la version {version}. Un Préau plus récent l’a écrit : servez-vous de celui-là, ou d’un autre dossier de données. Rien n’a été changé',
  'directory.lost':
    'attendu de lire l’annuaire {path}, reçu : {why} ; importez de nouveau les établissements, ou remettez ce fichier d’une sauvegarde',
  'directory.notWritten':
    'attendu d’écrire l’annuaire des établissements, reçu : {why}. Rien n’a été importé ; voyez la place qui reste et si un autre import est en cours, puis recommencez',
  'list.rows':
    '{path} : attendu {most} lignes au plus, reçu davantage. La France a environ 66 000 établissements : est-ce le bon fichier ?',
  'list.bomb':
    '{path} : attendu un annuaire comprimé (environ 5 pour 1), reçu plus de {ratio} pour 1, ce à quoi ressemble une bombe de décompression. Décompressez-le vous-même, et regardez-le',
  'list.gzip':
    '{path} : attendu un fichier gzip intact, reçu : {why}. Le téléchargement a-t-il été coupé ? Refaites-le',
  'list.large':
    '{path} : attendu {most} octets au plus, reçu {got}. L’annuaire national entier en a 41 millions : est-ce le bon fichier ?',
  'list.header':
    '{path} : attendu un en-tête avec Identifiant_de_l_etablissement et Nom_etablissement (l’annuaire), ou uai, role, channel, address, language (une liste de contacts), ou uai, platform (une table de rattachements), séparés par ; ou par une virgule. Reçu {got}. Exportez l’annuaire en CSV avec les libellés de son en-tête, ou en JSON',
  'list.records':
    '{path} : attendu un annuaire d’établissements en JSON, avec identifiant_de_l_etablissement et nom_etablissement dans ses fiches. Reçu {got}. Exportez l’annuaire en JSON ou en CSV ; listes de contacts et tables de rattachements sont en CSV',
  'list.json':
    '{path} : attendu du JSON, reçu après {seen} fiches : {why}. Le téléchargement a-t-il été coupé ? Refaites-le',
  'list.array':
    '{path} : attendu un tableau de fiches, ou une réponse avec records (v1) ou results (v2), chacune de {most} octets au plus, reçu davantage après {seen} fiches. Exportez l’annuaire en JSON ou en CSV',
  'list.utf8':
    '{path} : attendu du texte en UTF-8, reçu {got}. Exportez-le de nouveau en « CSV UTF-8 », ou convertissez-le : iconv -f WINDOWS-1252 -t UTF-8',
} as const;
