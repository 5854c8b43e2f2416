/**
 * Which page of the site a page says that it is, by its headings: a lesson's number, `ch` and a
 * chapter's, or `home`. Null for any other page.
 */
export function pageName(headings: readonly string[]): string | null {
  for (const heading of headings) {
    const name = named(heading);
    if (name !== null) return name;
  }
  return null;
}

function named(heading: string): string | null {
  const lesson = /^Leçon (\d+)$/.exec(heading.normalize('NFC'))?.[1];
  if (lesson !== undefined) return lesson;
  const chapter = /^Chapitre (\d+)$/.exec(heading)?.[1];
  if (chapter !== undefined) return `ch${chapter}`;
  return heading === 'Accueil du site' ? 'home' : null;
}

/** The page that a link's text promises; null where it promises none. */
export function saidTarget(text: string): string | null {
  const lesson = /\bleçon (\d+)$/i.exec(text.normalize('NFC'))?.[1];
  return lesson ?? named(text);
}
