import type { TestApp } from '../../../test/support/app';
import type { OrganisationName } from '../../../test/support/personas';
import { SYSTEM } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import type { ProposeProjectInput } from '../projects/project.inputs';
import { aProject, signed } from '../projects/project.testing';
import { RoundsReader, RoundsService } from '../rounds';
import type { Application } from './application';
import { ApplicationDrafts } from './application.drafts';
import type { ApplicationVerb } from './application.lifecycle';
import { ApplicationsReader } from './applications.reader';
import { ApplicationsService } from './applications.service';

/** The draft of an application of a signed project to the round that is open by the clock. */
export async function aDraft(
  app: TestApp,
  names?: readonly OrganisationName[],
  more?: Partial<ProposeProjectInput>,
): Promise<Application> {
  await app.get(RoundsService).plan(SYSTEM, { year: Number(app.clock.today().slice(0, 4)) });
  const project = await signed(app, await aProject(app, names, more), names);
  const open = (await app.get(RoundsReader).list(SYSTEM, sql`t.state = 'OPEN'`))[0]!;
  const lead = await app.personas.actor((names?.[0] ?? 'enterprise') as 'enterprise');
  const input = { roundId: open.id, projectId: project.id, requestedFunding: '3500000' };
  return app.get(ApplicationDrafts).apply(lead, input);
}

/** The same after these steps, taken by the platform; RECOMMEND and DECLINE are determinations. */
export async function moved(
  app: TestApp,
  draft: Application,
  ...verbs: ApplicationVerb[]
): Promise<Application> {
  const service = app.get(ApplicationsService);
  for (const verb of verbs) {
    const application = await app.get(ApplicationsReader).get(SYSTEM, draft.id);
    if (verb === 'RECOMMEND' || verb === 'DECLINE') {
      await service.determine(SYSTEM, application, {
        recommend: verb === 'RECOMMEND',
        reason: '专家意见一致',
      });
    } else {
      await service.move(SYSTEM, { id: draft.id, verb: verb as 'SUBMIT', note: '说明' });
    }
  }
  return app.get(ApplicationsReader).get(SYSTEM, draft.id);
}

/** The steps to the public notice. */
export const TO_NOTICE = ['SUBMIT', 'ACCEPT', 'RECOMMEND', 'START_NOTICE'] as const;
