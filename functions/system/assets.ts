/** Folder of the files that the area serves. The build puts them beside the bundle, and this says so there. */
export const assets = new URL('../../docs/', import.meta.url);
