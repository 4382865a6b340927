import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import net from 'node:net';

/**
 * Turns Nagle's algorithm off for every connection that a server of this process takes from now on. `js-redis-server`
 * leaves it on, and then all commands that go out together wait 40 ms for an acknowledgement of the first answer.
 * @returns how to leave later connections as they are
 * @see https://nodejs.org/api/diagnostics_channel.html#event-netserversocket
 */
export function answerAtOnce(): () => void {
  subscribe('net.server.socket', turnOff);
  return () => void unsubscribe('net.server.socket', turnOff);
}

function turnOff(message: unknown): void {
  const isSocket = typeof message === 'object' && message !== null && 'socket' in message;
  if (isSocket && message.socket instanceof net.Socket) message.socket.setNoDelay(true);
}
