import type { INestApplicationContext } from '@nestjs/common';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { Cast, emailOf } from './cast';
import { CHARACTERS } from './fiction';
import { offer } from './market';
import { announceContracts, meetMonthly } from './programme';
import { announceFund, proposeCarbonate } from './project';

/** The accounts of the demonstration, as the program shows them when it starts. */
export const DEMO_ACCOUNTS = CHARACTERS.map(({ login, who }) => ({ email: emailOf(login), who }));

export { programmeOfTheYear } from './programme';

/** Writes the demonstration through the services, all of it or nothing; its dates follow the clock in use. */
export function seedDemo(app: INestApplicationContext): Promise<void> {
  return app.get(UnitOfWork).run(async () => {
    const cast = await Cast.gather(app);
    await offer(cast);
    await proposeCarbonate(cast);
    await announceFund(cast);
    await meetMonthly(cast);
    await announceContracts(cast);
  });
}
