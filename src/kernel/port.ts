import { createServer } from 'node:net';
import type { Config } from './config';
import { StartError, systemCode } from './start-error';

const TRIES = 20;

/** Settles the port to listen on: the given one, or the first free one from the default upwards. */
export async function choosePort(config: Config): Promise<void> {
  const first = config.port;
  for (let port = first; port < first + (config.portIsGiven ? 1 : TRIES); port++) {
    const settled = await tryPort(port, config.host);
    if (settled === undefined) continue;
    config.port = settled;
    return;
  }
  throw new StartError(
    config.portIsGiven
      ? `Port ${first} is in use by another program: stop it, or set PORT to another port (0: any free one).`
      : `Ports ${first} to ${first + TRIES - 1} are all in use: set PORT to a free one.`,
  );
}

/** The port that could be listened on (the one chosen, for 0); undefined when it is taken. */
function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = systemCode(error);
      if (code === 'EADDRINUSE') return done(undefined);
      if (code === 'EACCES')
        return fail(new StartError(`Port ${port} may only be used by root: set PORT to 1024 or more.`));
      if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
        return fail(new StartError(`HOST ${host} is not an address of this machine.`));
      fail(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : port));
    });
  });
}
