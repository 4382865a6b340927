/** Long enough for a browser to have begun with it. */
const keepMilliseconds = 60_000;

/** Puts a file where the browser puts what it downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keepMilliseconds);
}
