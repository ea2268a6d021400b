import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The signature that this daemon knows. */
export const INFECTED = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/** A server that speaks INSTREAM of clamd, with a limit to what it takes. */
export class Clamd {
  /** Bytes that it has been sent in whole files. */
  readonly scanned: number[] = [];
  /** Said in place of a verdict. */
  says: string | undefined;
  private readonly server: Server;

  private constructor(private readonly limit: number) {
    this.server = createServer((socket) => this.serve(socket));
  }

  static async open(limit = 25_000_000): Promise<Clamd> {
    const clamd = new Clamd(limit);
    await new Promise<void>((done) => clamd.server.listen(0, '127.0.0.1', done));
    return clamd;
  }

  /** As CLAMD_URL wants it. */
  get url(): string {
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }

  private serve(socket: Socket): void {
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      // Once it has answered it takes no notice of what else comes.
      if (socket.writableEnded) return;
      bytes = Buffer.concat([bytes, chunk]);
      const reply = this.replyTo(bytes);
      if (reply !== undefined) socket.end(`${reply}\0`);
    });
  }

  /** Undefined until the file is whole or too large. */
  private replyTo(bytes: Buffer): string | undefined {
    const command = 'zINSTREAM\0';
    if (bytes.length < command.length) return undefined;
    if (bytes.toString('latin1', 0, command.length) !== command) return 'UNKNOWN COMMAND';
    let [at, file] = [command.length, Buffer.alloc(0)];
    while (at + 4 <= bytes.length) {
      const length = bytes.readUInt32BE(at);
      if (length === 0) return this.verdictOn(file);
      file = Buffer.concat([file, bytes.subarray(at + 4, at + 4 + length)]);
      at += 4 + length;
      if (file.length > this.limit) return 'INSTREAM size limit exceeded. ERROR';
    }
    return undefined;
  }

  private verdictOn(file: Buffer): string {
    this.scanned.push(file.length);
    return this.says ?? (file.includes(INFECTED) ? 'stream: Eicar-Signature FOUND' : 'stream: OK');
  }
}
