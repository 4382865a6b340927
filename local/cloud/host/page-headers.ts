import { buildPageHeaders } from '../../../infra/edge/page-headers.ts';

/** Headers of the page here, where the bucket is on another port of this machine. Plain HTTP cannot insist on HTTPS. */
export const pageHeaders: Readonly<Record<string, string>> = buildPageHeaders('http://127.0.0.1:*');
