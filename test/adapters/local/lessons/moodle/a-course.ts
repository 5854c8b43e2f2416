import { picture } from './picture.ts';
import { BACKED_UP_AT, contextOf, escapeXml, type MadeCourse } from './write-moodle.ts';

const chapter = (id: number, page: number, title: string, content: string, more = ''): string =>
  `<chapter id="${id}"><pagenum>${page}</pagenum><subchapter>${more.includes('sub') ? 1 : 0}</subchapter><title>${title}</title><content>${escapeXml(content)}</content><contentformat>1</contentformat><hidden>${more.includes('hidden') ? 1 : 0}</hidden></chapter>`;

const content = (html: string, format = 1, more = ''): string =>
  `<content>${escapeXml(html)}</content><contentformat>${format}</contentformat>${more}`;

/** A French course with one of everything that a teacher puts into Moodle, and what stays out. */
export const A_COURSE: MadeCourse = {
  site: 'https://ent.example.fr/moodle',
  courseId: 63,
  contextId: 500,
  title: 'Mathématiques en 5e',
  summary: '<p>Bienvenue. <img src="@@PLUGINFILE@@/classe.png" alt="La classe"></p>',
  language: 'fr',
  sections: [
    {
      id: 484,
      number: 0,
      summary: '<p>À lire d’abord.</p>',
      activities: [
        {
          cmid: 1,
          module: 'label',
          title: 'Consigne',
          intro: '<p>Prenez votre <b>cahier</b>.</p>',
        },
        { cmid: 2, module: 'forum', title: 'Annonces', intro: '<p>Nouvelles du cours</p>' },
      ],
    },
    {
      id: 485,
      number: 1,
      name: 'Les fractions',
      summary: '<p><img src="@@PLUGINFILE@@/tarte.png"></p>',
      sequence: [11, 10, 12, 13, 14],
      activities: [
        {
          cmid: 10,
          module: 'page',
          title: 'Qu’est-ce qu’une fraction ?',
          intro: '<p>Résumé de la page</p>',
          inner: content(
            [
              '<p><img src="@@PLUGINFILE@@/images/part%20de%20g%C3%A2teau.png?time=1" alt="Un quart"></p>',
              '<p><a href="$@BOOKVIEWBYIDCH*11*702@$">Le chapitre 2</a>',
              '<a href="https://ent.example.fr/moodle/mod/quiz/view.php?id=12">Le quiz</a>',
              '<a href="$@PAGEVIEWBYID*999@$">Une page disparue</a>',
              '<a href="@@PLUGINFILE@@/perdu.pdf">Un fichier perdu</a></p>',
            ].join('\n'),
            1,
            '<displayoptions>a:1:{s:10:"printintro";s:1:"0";}</displayoptions><revision>7</revision>',
          ),
        },
        {
          cmid: 11,
          module: 'book',
          title: 'Le livre des fractions',
          inner: `<chapters>${chapter(702, 2, 'Simplifier', '<p>Deux <img src="@@PLUGINFILE@@/schema.png"></p>', 'sub')}${chapter(701, 1, 'Définir', '<p>Un</p>')}${chapter(703, 3, 'Corrigé', '<p>Secret du maître</p>', 'hidden')}</chapters>`,
        },
        {
          cmid: 12,
          module: 'quiz',
          title: 'Testez-vous',
          intro: '<p>Dix minutes</p>',
          inner:
            '<question_instances><question_instance id="1"></question_instance><question_instance id="2"></question_instance></question_instances>',
        },
        {
          cmid: 13,
          module: 'page',
          title: 'Corrigé',
          visible: 0,
          inner: content('<p>Réponses</p>'),
        },
        {
          cmid: 14,
          module: 'assign',
          title: 'Devoir maison',
          intro: '<p>Pour lundi</p>',
        },
      ],
    },
    {
      id: 486,
      number: 2,
      name: 'Documents',
      activities: [
        {
          cmid: 20,
          module: 'resource',
          title: 'Fiche à imprimer',
          inner: '<revision>3</revision>',
        },
        { cmid: 21, module: 'folder', title: 'Exercices', inner: '<revision>2</revision>' },
        {
          cmid: 22,
          module: 'url',
          title: 'Un site utile',
          inner: '<externalurl>https://maths.example.org/?a=1&amp;b=2</externalurl>',
        },
        {
          cmid: 23,
          module: 'page',
          title: 'Pour le groupe A',
          availability: '{"op":"&","c":[{"type":"group","id":7}],"showc":[false]}',
          inner: content('<p>Groupe A</p>'),
        },
        {
          cmid: 24,
          module: 'page',
          title: 'Étape 2',
          availability: `{"op":"&","c":[{"type":"completion","cm":10,"e":1},{"type":"date","d":">=","t":${BACKED_UP_AT - 60}}],"showc":[true,true]}`,
          inner: content('# Titre\n\n![image](@@PLUGINFILE@@/md.png)', 4),
        },
        {
          cmid: 25,
          module: 'page',
          title: 'À ne pas emporter',
          download: 0,
          inner: content('<p>Ici seulement</p>'),
        },
        { cmid: 26, module: 'subsection', title: 'Pour aller plus loin' },
      ],
    },
    {
      id: 488,
      number: 4,
      subsection: 20_026,
      activities: [
        { cmid: 30, module: 'h5pactivity', title: 'Vidéo interactive', intro: '<p>Regardez</p>' },
        { cmid: 31, module: 'page', title: 'Texte brut', inner: content('Une <ligne>\n\nDeux', 2) },
      ],
    },
    {
      id: 487,
      number: 3,
      name: 'Brouillon',
      visible: 0,
      activities: [{ cmid: 40, module: 'page', title: 'Pas prêt', inner: content('<p>Non</p>') }],
    },
    { id: 489, number: 5, activities: [] },
  ],
  files: [
    {
      contextId: 500,
      component: 'course',
      area: 'summary',
      name: 'classe.png',
      content: picture('png-classe'),
      licence: 'cc-4.0',
    },
    {
      contextId: 500,
      component: 'course',
      area: 'section',
      itemId: 485,
      name: 'tarte.png',
      content: picture('png-tarte'),
      licence: 'unknown',
    },
    {
      contextId: contextOf(10),
      component: 'mod_page',
      area: 'content',
      folder: '/images/',
      name: 'part de gâteau.png',
      content: picture('png-gateau'),
      licence: 'allrightsreserved',
    },
    { contextId: contextOf(10), component: 'mod_page', area: 'content', name: '.', content: '' },
    {
      contextId: contextOf(10),
      component: 'mod_page',
      area: 'content',
      name: 'perdu.pdf',
      content: 'pdf-perdu',
      isHole: true,
    },
    {
      contextId: contextOf(11),
      component: 'mod_book',
      area: 'chapter',
      itemId: 702,
      name: 'schema.png',
      content: picture('png-schema'),
    },
    {
      contextId: contextOf(11),
      component: 'mod_book',
      area: 'chapter',
      itemId: 703,
      name: 'reponses.png',
      content: picture('png-reponses'),
    },
    {
      contextId: contextOf(13),
      component: 'mod_page',
      area: 'content',
      name: 'corrige.pdf',
      content: 'pdf-corrige',
    },
    {
      contextId: contextOf(14),
      component: 'mod_assign',
      area: 'introattachment',
      name: 'enonce.pdf',
      content: 'pdf-enonce',
      licence: 'public',
    },
    {
      contextId: contextOf(20),
      component: 'mod_resource',
      area: 'content',
      name: 'fiche n°1.pdf',
      content: 'pdf-fiche',
      licence: 'cc-sa',
    },
    {
      contextId: contextOf(21),
      component: 'mod_folder',
      area: 'content',
      folder: '/serie 1/',
      name: 'exercice.pdf',
      content: 'pdf-un',
    },
    {
      contextId: contextOf(21),
      component: 'mod_folder',
      area: 'content',
      folder: '/serie 2/',
      name: 'exercice.pdf',
      content: 'pdf-deux',
    },
    {
      contextId: contextOf(24),
      component: 'mod_page',
      area: 'content',
      name: 'md.png',
      content: picture('png-md'),
    },
  ],
  beside: { '.ARCHIVE_INDEX': 'Moodle archive file index. Count: 0\n', 'moodle_backup.log': '' },
};
