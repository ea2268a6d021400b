import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * What the server does wrong. `greylists`: the first attempt for a sender and a recipient is put off (451). `away`: 421 in
 * place of a greeting. `leaves`: 421 in the midst of the conversation. `silent`: takes the connection and says nothing.
 * `falls-silent`: after the message. `cuts-before-yes`: keeps the message and hangs up before it says so.
 * `cuts-after-yes`: hangs up right after it said so.
 */
export type Unruliness =
  'greylists' | 'away' | 'leaves' | 'silent' | 'falls-silent' | 'cuts-before-yes' | 'cuts-after-yes';

/** A mail server of a few lines that misbehaves below what a library for servers lets one do. */
export class UnrulyMailbox {
  /** The messages whose last line it has seen, whether or not it said yes. */
  readonly kept: string[] = [];
  connections = 0;
  private readonly seen = new Set<string>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    /** Undefined: it behaves. */
    public how: Unruliness | undefined,
  ) {
    this.server = createServer((socket) => this.serve(socket));
  }

  static async open(how?: Unruliness): Promise<UnrulyMailbox> {
    const mailbox = new UnrulyMailbox(how);
    await new Promise<void>((done) => mailbox.server.listen(0, '127.0.0.1', done));
    return mailbox;
  }

  /** As SMTP_URL wants it. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private serve(socket: Socket): void {
    this.connections++;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    if (this.how === 'silent') return;
    if (this.how === 'away') return void socket.end('421 4.3.2 away for a while\r\n');
    socket.write('220 unruly.test ESMTP\r\n');
    const told = { from: '', message: undefined as string[] | undefined };
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString()).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) this.hear(socket, told, line);
    });
  }

  private hear(socket: Socket, told: { from: string; message: string[] | undefined }, line: string): void {
    if (told.message && line !== '.') return void told.message.push(line);
    if (told.message) {
      this.kept.push(told.message.join('\n'));
      told.message = undefined;
      return this.accept(socket);
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') told.from = line;
    if (verb === 'DATA') told.message = [];
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    if (this.how === 'leaves' && verb === 'MAIL') return void socket.end('421 4.3.2 shutting down\r\n');
    socket.write(`${verb === 'RCPT' ? this.answerTo(told.from + line) : (ANSWERS[verb] ?? '250 ok')}\r\n`);
  }

  private answerTo(pair: string): string {
    if (this.how !== 'greylists' || this.seen.has(pair)) return '250 ok';
    this.seen.add(pair);
    return '451 4.7.1 greylisted, try again later';
  }

  private accept(socket: Socket): void {
    if (this.how === 'falls-silent') return;
    if (this.how === 'cuts-before-yes') return void socket.destroy();
    if (this.how === 'cuts-after-yes') return void socket.write('250 taken\r\n', () => socket.destroy());
    socket.write('250 taken\r\n');
  }
}

const ANSWERS: Readonly<Record<string, string>> = { DATA: '354 go on', EHLO: '250 unruly.test' };
