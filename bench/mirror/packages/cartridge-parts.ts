import { type MadeCourse, PER_SECTION, PICTURE } from './a-course.ts';
import type { Part } from './pack.ts';

/**
 * A course as IMS Common Cartridge 1.3, as Canvas exports it: pages in `wiki_content`, files in
 * `web_resources`.
 *
 * @see https://www.imsglobal.org/activity/common-cartridge
 */
export function cartridgeParts({ pages, documents }: MadeCourse): readonly Part[] {
  const wiki = pages.map(({ html, picture, title }, index) => ({
    name: `wiki_content/page-${index + 1}.html`,
    bytes: text(
      `<html><head><title>${title}</title><meta name="workflow_state" content="active"></head><body>${html.replace(PICTURE, `%24IMS-CC-FILEBASE%24/${picture.name}`)}</body></html>`,
    ),
  }));
  const files = [...pages.map(({ picture }) => picture), ...documents].map(({ name, bytes }) => ({
    name: `web_resources/${name}`,
    bytes,
  }));
  return [
    { name: 'imsmanifest.xml', bytes: text(manifest(pages, wiki, files)) },
    ...wiki,
    ...files,
  ];
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const URI = 'http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1';

function manifest(
  pages: MadeCourse['pages'],
  wiki: readonly Part[],
  files: readonly Part[],
): string {
  const sections: string[] = [];
  for (let first = 0; first < pages.length; first += PER_SECTION) {
    const items = pages
      .slice(first, first + PER_SECTION)
      .map(({ title }, index) => {
        const number = first + index;
        return `<item identifier="i${number}" identifierref="r${number}"><title>${title}</title></item>`;
      })
      .join('');
    sections.push(`<item identifier="s${first}"><title>Partie ${first}</title>${items}</item>`);
  }
  const resources = [...wiki, ...files].map(
    ({ name }, index) =>
      `<resource identifier="r${index}" type="webcontent" href="${encodeURI(name)}"><file href="${encodeURI(name)}"/></resource>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><manifest identifier="m" xmlns="${URI}"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion></metadata><organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">${sections.join('')}</item></organization></organizations><resources>${resources.join('')}</resources></manifest>`;
}
