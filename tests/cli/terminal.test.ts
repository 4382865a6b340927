import { expect, it } from '@jest/globals';
import { openTerminal } from '../../cli/terminal.ts';

function record(json = false) {
  const written = { stdout: '', stderr: '' };
  const writeTo = (stream: keyof typeof written) => (text: string) => {
    written[stream] += text;
  };
  const stdout = { write: writeTo('stdout') };
  const stderr = { isTTY: true, write: writeTo('stderr') };
  return { written, terminal: openTerminal({ stdout, stderr }, json) };
}

it('shows a name as a name: what would be an order to the terminal is none', () => {
  const { terminal, written } = record();
  const name = '\u001b]52;c;cm0=\u0007 clip\u009b2J.mp4\r';
  terminal.result({ name }, [name]);
  terminal.say(name);
  const shown = '\ufffd]52;c;cm0=\ufffd clip\ufffd2J.mp4\ufffd\n';
  expect(written).toEqual({ stdout: shown, stderr: shown });
});

it('gives scripts the name as it is', () => {
  const { terminal, written } = record(true);
  terminal.result({ name: '\u001bclip.mp4' }, []);
  expect(JSON.parse(written.stdout)).toEqual({ name: '\u001bclip.mp4' });
});

it('begins a new line after progress', () => {
  const { terminal, written } = record();
  terminal.progress('50 %');
  terminal.say('The server cannot be reached.');
  expect(written.stderr).toBe('\r\u001b[2K50 %\nThe server cannot be reached.\n');
});
