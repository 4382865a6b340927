/** An answer as a client got it. */
export interface RecordedAnswer {
  /** `POST /api/tokens` */
  readonly call: string;
  /** Status, headers without cookies, and body. */
  readonly text: string;
  /** Values of the cookies that it set. */
  readonly cookies: readonly string[];
}

/**
 * Keeps every answer that this process gets from one origin, by whatever code.
 * @param isOf by address
 */
export function recordAnswers(isOf: (url: URL) => boolean): { readonly answers: RecordedAnswer[]; stop(): void } {
  const answers: RecordedAnswer[] = [];
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    if (isOf(url)) {
      const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie');
      const text = [answer.status, JSON.stringify(headers), await answer.clone().text()].join('\n');
      const cookies = answer.headers.getSetCookie().map((line) => /^[^=]+=([^;]*)/.exec(line)?.[1] ?? '');
      answers.push({ call: `${init?.method ?? 'GET'} ${url.pathname}`, text, cookies });
    }
    return answer;
  };
  return {
    answers,
    stop: () => {
      globalThis.fetch = plain;
    },
  };
}
