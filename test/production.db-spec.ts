import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase } from './support/database';
import { startProgram } from './support/program';

describe('in production', () => {
  it('a database that holds the demonstration is not served', async () => {
    const database = await cloneDatabase();
    const BENFU_DATA = mkdtempSync(join(tmpdir(), 'benfu-production-'));
    const environment = { DATABASE_URL: database.url, BENFU_DATA };
    try {
      const demonstration = await startProgram({ ...environment, SEED: 'demo' });
      expect(await demonstration.stop()).toBe(0);
      const secrets = { AUTH_SECRET: 'x'.repeat(40), SECRETS_KEY: 'y'.repeat(40) };
      const production = { ...environment, NODE_ENV: 'production', ...secrets };
      await expect(startProgram(production)).rejects.toThrow('This database holds the demonstration');
    } finally {
      await database.drop();
      rmSync(BENFU_DATA, { recursive: true, force: true });
    }
  });
});
