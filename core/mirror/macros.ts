/** Names that every office file with macros has in it, as their containers write them. */
const IN_ZIP = ['vbaProject.bin', 'Basic/script-l', 'Scripts/python/', 'Scripts/javascript/'];

/** The storage of macros in the binary files of before 2007: names there are UTF-16. */
const IN_BINARY = '_VBA_PROJECT';

/**
 * Whether an office file may run something when it is opened, by the names of its parts: they
 * stand uncompressed in a ZIP's directory (docx, odt …) and in a compound file's (doc, xls …).
 *
 * @see https://learn.microsoft.com/openspecs/office_file_formats/ms-ovba/ section 2.2.1
 */
export function holdsMacros(bytes: Uint8Array): boolean {
  const wide = Array.from(IN_BINARY).join('\0');
  return [...IN_ZIP, wide].some((name) => includes(bytes, new TextEncoder().encode(name)));
}

function includes(bytes: Uint8Array, name: Uint8Array): boolean {
  const first = name[0] ?? 0;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < name.length && bytes[at + same] === name[same]) same += 1;
    if (same === name.length) return true;
  }
  return false;
}
