import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** The daemon is given up when it says and takes nothing for so long, milliseconds. */
const SILENCE_MS = 30_000;
const LONGEST_REPLY = 4_096;

/** Asks a ClamAV daemon (clamd, INSTREAM over TCP) about files. */
export class VirusScanner {
  constructor(private readonly url: string | undefined) {}

  /** The name of what a local file is infected with, or undefined. Throws where the daemon gives no clear answer. */
  async infection(path: string): Promise<string | undefined> {
    if (this.url === undefined) return undefined;
    const { hostname, port } = new URL(this.url);
    const socket = connect({ host: hostname.replace(/[[\]]/g, ''), port: Number(port), timeout: SILENCE_MS });
    try {
      const reply = replyOf(socket);
      // A daemon that has seen enough answers early, and takes no more: then its answer counts, not the broken pipe.
      const sent = send(socket, path).catch((error: unknown) => {
        if (!socket.destroyed) throw error;
      });
      await Promise.race([reply, sent.then(() => reply)]);
      return verdictOf(await reply);
    } finally {
      socket.destroy();
    }
  }
}

/** Each chunk with its length before it, in four bytes; none ends the file. */
async function send(socket: Socket, path: string): Promise<void> {
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((done, fail) => socket.write(bytes, (error) => (error ? fail(error) : done())));
  const length = (bytes: number): Buffer => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(bytes);
    return header;
  };
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    await write(Buffer.concat([length(chunk.length), chunk]));
  await write(length(0));
}

function replyOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      if (text.includes('\0') || text.length > LONGEST_REPLY) done(text);
    });
    socket.on('end', () => done(text));
    socket.on('timeout', () => fail(new Error('clamd is silent')));
    socket.on('error', fail);
  });
}

/** `stream: OK`, `stream: Eicar-Signature FOUND`; anything else is no answer. */
function verdictOf(reply: string): string | undefined {
  const said = reply.replace(/\0[^]*$/, '').trim();
  if (said === 'stream: OK') return undefined;
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found === undefined) throw new Error(`clamd answers “${said.slice(0, 200)}”`);
  return found;
}
