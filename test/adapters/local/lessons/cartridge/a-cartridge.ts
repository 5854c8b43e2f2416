import type { PackedFiles } from '../package/memory-archive.ts';

/** Words that no page may hold: each stands where only teachers, or nobody, may read. */
export const CANARIES = [
  'CANARI-ELEVE',
  'CANARI-REPONSE',
  'CANARI-CORRIGE',
  'CANARI-BROUILLON',
  'CANARI-PROFESSEUR',
] as const;

/** Eight pixels square. */
const PICTURE = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGMwTpuJFTEMLQkAyvtMgQDiJ6sAAAAASUVORK5CYII=',
    'base64',
  ),
);

const CC = 'http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1';

interface ManifestParts {
  readonly version?: string;
  readonly rights?: string;
  readonly items?: string;
  readonly resources?: string;
}

/** A manifest of one version, with its own namespaces and prefixes. */
export function cartridgeManifest({
  version = '1.3.0',
  rights = '',
  items = '',
  resources = '',
}: ManifestParts): string {
  const number = `1p${version.charAt(2)}`;
  const uri = version.startsWith('1.0')
    ? 'http://www.imsglobal.org/xsd/imscc/imscp_v1p1'
    : CC.replace('1p3', number);
  const lom = version.startsWith('1.1') ? 'mnf' : 'lomimscc';
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="${uri}" xmlns:${lom}="http://ltsc.ieee.org/xsd/imsccv${number}/LOM/manifest">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>${version}</schemaversion>
<${lom}:lom><${lom}:general><${lom}:title><${lom}:string>Géométrie</${lom}:string></${lom}:title></${lom}:general>${rights === '' ? '' : `<${lom}:rights><${lom}:copyrightAndOtherRestrictions><${lom}:value>yes</${lom}:value></${lom}:copyrightAndOtherRestrictions><${lom}:description><${lom}:string>${rights}</${lom}:string></${lom}:description></${lom}:rights>`}</${lom}:lom></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="LearningModules">${items}</item></organization></organizations>
<resources>${resources}</resources></manifest>`;
}

const page = (title: string, body: string, state = 'active'): string =>
  `<html><head><title>${title}</title><meta name="workflow_state" content="${state}"/></head><body>${body}</body></html>`;

const resource = (id: string, type: string, files: readonly string[], more = ''): string =>
  `<resource identifier="${id}" type="${type}" href="${files[0] ?? ''}">${files.map((file) => `<file href="${file}"/>`).join('')}${more}</resource>`;

const settings = 'associatedcontent/imscc_xmlv1p1/learning-application-resource';

/** A course as Canvas writes it, with every kind of resource and the faults of real ones. */
export function aCourse(): PackedFiles {
  const items = `
<item identifier="m1"><title>Chapitre 1</title>
  <item identifier="i1" identifierref="thales"><title>Thalès</title></item>
  <item identifier="sub"><title>Pour aller plus loin</title></item>
  <item identifier="i2" identifierref="lien"><title>Vidéo</title></item>
  <item identifier="i2" identifierref="forum"><title>Vos questions</title></item>
  <item identifier="i3" identifierref="quiz"><title>Se tester</title></item>
  <item identifier="i4" identifierref="devoir"><title>À rendre</title></item>
  <item identifier="i5" identifierref="outil"><title>GeoGebra</title></item>
  <item identifier="i6" identifierref="perdu"><title>Ressource perdue</title></item>
</item>
<item identifier="m2"><title>Chapitre caché</title>
  <item identifier="i7" identifierref="examen"><title>Examen</title></item>
</item>
<item identifier="m3"><title>Chapitre vide</title></item>`;
  const resources = [
    resource('reglages', settings, [
      'course_settings/canvas_export.txt',
      'course_settings/module_meta.xml',
    ]),
    resource('programme', settings, ['course_settings/syllabus.html']),
    resource(
      'thales',
      'webcontent',
      ['wiki_content/thales.html'],
      '<variant identifierref="thales-simple"/>',
    ),
    resource('thales-simple', 'webcontent', ['wiki_content/thales-simple.html']),
    resource('brouillon', 'webcontent', ['wiki_content/brouillon.html']),
    resource('examen', 'webcontent', ['wiki_content/examen.html']),
    resource('figure', 'webcontent', ['web_resources/Ma figure (1).png']),
    resource('cache', 'webcontent', ['web_resources/prof/corrige.pdf']),
    resource('verrou', 'webcontent', ['web_resources/verrou.pdf']),
    resource(
      'fiche',
      'webcontent',
      ['web_resources/fiche%20élève.pdf'],
      '<dependency identifierref="figure"/>',
    ),
    resource('lien', 'imswl_xmlv1p3', ['lien.xml']),
    resource('forum', 'imsdt_xmlv1p1', ['forum.xml'], '<dependency identifierref="forum-meta"/>'),
    resource('forum-meta', settings, ['forum-meta.xml']),
    resource(
      'forum-ferme',
      'imsdt_xmlv1p1',
      ['ferme.xml'],
      '<dependency identifierref="ferme-meta"/>',
    ),
    resource('ferme-meta', settings, ['ferme-meta.xml']),
    resource(
      'quiz',
      'imsqti_xmlv1p2/imscc_xmlv1p1/assessment',
      ['quiz/qti.xml'],
      '<dependency identifierref="quiz-meta"/>',
    ),
    resource('quiz-meta', settings, ['quiz/assessment_meta.xml']),
    resource('banque', 'imsqti_xmlv1p2/imscc_xmlv1p1/question-bank', ['banque.xml']),
    resource('devoir', 'assignment_xmlv1p0', ['devoir.xml']),
    resource('outil', 'imsbasiclti_xmlv1p0', ['outil.xml']),
    resource('ancien', settings, ['ancien/devoir.html', 'ancien/assignment_settings.xml']),
    resource('publie', settings, ['publie/devoir.html', 'publie/assignment_settings.xml']),
    resource('casse', 'imsdt_xmlv1p1', ['casse.xml']),
    resource('futur', 'imsapip_xmlv9p9', ['futur.xml']),
    '<resource identifier="plan" type="webcontent" intendeduse="lessonplan" href="plan.html"><file href="plan.html"/></resource>',
  ].join('\n');
  return {
    'imsmanifest.xml': cartridgeManifest({ items, resources, rights: 'CC BY-SA 4.0' }),
    'course_settings/canvas_export.txt': 'Q: panda',
    'course_settings/context.xml': '<context_info><course_id>42</course_id></context_info>',
    'course_settings/module_meta.xml': `<modules><module identifier="m1"><workflow_state>active</workflow_state><items>
      <item identifier="i1"><workflow_state>active</workflow_state><identifierref>thales</identifierref></item></items></module>
      <module identifier="m2"><workflow_state>unpublished</workflow_state><items>
      <item identifier="i7"><workflow_state>active</workflow_state><identifierref>examen</identifierref></item></items></module></modules>`,
    'course_settings/files_meta.xml':
      '<fileMeta><folders><folder path="prof"><locked>true</locked></folder></folders><files><file identifier="verrou"><locked>true</locked></file></files></fileMeta>',
    'course_settings/users.xml': '<users><user>CANARI-ELEVE</user></users>',
    'wiki_content/thales.html': page(
      'Le théorème de Thalès',
      `<p>$IMS-CC-FILEBASE$ dans le texte reste.</p>
<img src="%24IMS-CC-FILEBASE%24/Ma%20figure%20(1).png?canvas_download=1&amp;canvas_qs_wrap=1" alt="figure">
<a href='$IMS-CC-FILEBASE$/fiche%20%C3%A9l%C3%A8ve.pdf'>fiche</a>
<a href="%24WIKI_REFERENCE%24/pages/thales-simple#debut">plus simple</a>
<a href="$CANVAS_OBJECT_REFERENCE$/quizzes/quiz">se tester</a>
<a href="$CANVAS_OBJECT_REFERENCE$/modules/m1">chapitre</a>
<img src="$IMS-CC-FILEBASE$/oubli.png" alt="oublié"><img src="../web_resources/prof/oubli.jpg" alt="">
<a href="../submissions/eleve.html">copie</a><a href="../gradebook.csv">notes</a>
<a href="$CANVAS_OBJECT_REFERENCE$/quizzes/inconnu">perdu</a>
<a href="$CANVAS_COURSE_REFERENCE$/file_ref/figure/download?wrap=1">figure</a>
<iframe src="%24CANVAS_COURSE_REFERENCE%24/external_tools/retrieve?display=x&amp;url=https%3A%2F%2Fgeo.example%2Fa"></iframe>
<a href="https://lms.example/courses/42/pages/thales-simple">ancienne adresse</a>`,
    ),
    'wiki_content/thales-simple.html': page('Thalès, simplement', '<p>Version simple.</p>'),
    'wiki_content/brouillon.html': page('Brouillon', 'CANARI-BROUILLON', 'unpublished'),
    'wiki_content/examen.html': page('Examen', 'CANARI-CORRIGE'),
    'web_resources/Ma figure (1).png': PICTURE,
    'web_resources/fiche élève.pdf': 'pdf',
    'web_resources/prof/corrige.pdf': 'CANARI-CORRIGE',
    'web_resources/verrou.pdf': 'CANARI-CORRIGE',
    'web_resources/oubli.png': PICTURE,
    'web_resources/prof/oubli.jpg': 'CANARI-CORRIGE',
    'lien.xml': '<webLink><title>Film</title><url href="youtube.com/watch?v=1"/></webLink>',
    'forum.xml':
      '<topic><title>Questions</title><text texttype="text/html">&lt;p&gt;Que demande &lt;a href="$WIKI_REFERENCE$/pages/thales"&gt;Thalès&lt;/a&gt; ?&lt;/p&gt;</text><attachments><attachment href="$IMS-CC-FILEBASE$/Ma%20figure%20(1).png"/></attachments><reply author="CANARI-ELEVE">CANARI-REPONSE</reply></topic>',
    'forum-meta.xml': '<topicMeta><workflow_state>active</workflow_state></topicMeta>',
    'ferme.xml': '<topic><title>Fermé</title><text>CANARI-BROUILLON</text></topic>',
    'ferme-meta.xml': '<topicMeta><workflow_state>unpublished</workflow_state></topicMeta>',
    'quiz/qti.xml':
      '<questestinterop><assessment title="QCM"><section><item ident="1"><presentation><mattext>CANARI-CORRIGE</mattext></presentation></item><item ident="2"/></section></assessment></questestinterop>',
    'quiz/assessment_meta.xml':
      '<quiz><title>QCM</title><description>&lt;p&gt;Dix minutes.&lt;/p&gt;</description><available>true</available></quiz>',
    'banque.xml': '<questestinterop><objectbank>CANARI-CORRIGE</objectbank></questestinterop>',
    'devoir.xml':
      '<assignment><title>Devoir</title><text texttype="text/plain">Tracer &lt;trois&gt; droites.</text><instructor_text>CANARI-PROFESSEUR</instructor_text></assignment>',
    'ancien/devoir.html': page('Ancien devoir', 'CANARI-BROUILLON'),
    'ancien/assignment_settings.xml':
      '<assignment><workflow_state>unpublished</workflow_state></assignment>',
    'publie/devoir.html': page('Devoir publié', '<p>Construire un carré.</p>'),
    'publie/assignment_settings.xml':
      '<assignment><workflow_state>published</workflow_state></assignment>',
    'outil.xml':
      '<blti:cartridge_basiclti_link xmlns:blti="urn:b"><blti:title>GeoGebra</blti:title><blti:description>Un tableau.</blti:description><blti:launch_url>https://lti.example/launch</blti:launch_url></blti:cartridge_basiclti_link>',
    'casse.xml': '<topic><title>jamais fermé',
    'futur.xml': '<x/>',
    'plan.html': page('Plan', 'CANARI-PROFESSEUR'),
    'submissions/eleve.html': page('Copie', 'CANARI-ELEVE'),
    'gradebook.csv': 'CANARI-ELEVE;12',
  };
}
