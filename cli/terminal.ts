/** Where a command speaks: results to stdout, everything else to stderr. */
export interface Terminal {
  /** The result: lines for a person, or with `--json` the value as one line of JSON. */
  result(value: unknown, lines: readonly string[]): void;
  /** A remark; silent with `--json`. */
  say(line: string): void;
  /** A line that replaces itself where stderr is a terminal; silent elsewhere and with `--json`. */
  progress(line: string): void;
}

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean | undefined };
}

/**
 * Names come from other people's Drives: what a terminal takes for an order (to write elsewhere, to fill the clipboard) is
 * shown as a sign that something was there.
 */
function withoutOrders(line: string): string {
  return line.replaceAll(/\p{Cc}/gu, '�');
}

export function openTerminal({ stdout, stderr }: Streams, json: boolean): Terminal {
  const isLive = stderr.isTTY === true && !json;
  let isOnLine = false;
  const endLine = () => {
    if (isOnLine) stderr.write('\n');
    isOnLine = false;
  };
  return {
    result(value, lines) {
      endLine();
      for (const line of json ? [JSON.stringify(value)] : lines.map(withoutOrders)) stdout.write(`${line}\n`);
    },
    say(line) {
      endLine();
      if (!json) stderr.write(`${withoutOrders(line)}\n`);
    },
    progress(line) {
      if (!isLive) return;
      stderr.write(`\r\u001b[2K${withoutOrders(line)}`);
      isOnLine = true;
    },
  };
}
