/** A mail server that only takes what it is given, and can be told to refuse. */
import { createServer, type Socket } from 'node:net';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly data: string;
}

export async function smtpServer() {
  const received: Received[] = [];
  let refuse: 'no' | 'later' | 'address' = 'no';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let [from, to, data, inData] = ['', [] as string[], '', false];
    let rest = '';
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData) {
          if (line !== '.') data += `${line.replace(/^\./, '')}\r\n`;
          else {
            inData = false;
            received.push({ from, to, data });
            say('250 taken');
          }
        } else if (/^EHLO/i.test(line)) say('250 test');
        else if (/^MAIL/i.test(line)) {
          [from, to, data] = [line, [], ''];
          say(refuse === 'later' ? '451 come again' : '250 ok');
        } else if (/^RCPT/i.test(line)) {
          to = [...to, line];
          say(refuse === 'address' ? '550 nobody here' : '250 ok');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    received,
    refuse: (how: typeof refuse) => {
      refuse = how;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
