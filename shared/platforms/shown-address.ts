import * as z from 'zod';

/**
 * An address that a platform gives to be shown to people, as a picture or a link. Hopper never opens it; what is no address
 * of the web (a script, a file) counts as missing and does not spoil the rest of the answer.
 */
export const ShownAddress = z
  .url({ protocol: /^https?$/ })
  .nullable()
  .default(null)
  .catch(null);
