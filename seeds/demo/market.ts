import { addDays } from '../../src/kernel/calendar';
import { Clock } from '../../src/kernel/clock';
import { AchievementsService } from '../../src/areas/achievements';
import { NeedsService } from '../../src/areas/needs';
import { ACHIEVEMENTS, type DemoAchievement } from './achievements';
import type { Cast } from './cast';
import { NEEDS, type DemoNeed } from './needs';

/** Posts the needs and the achievements of the demonstration. */
export async function offer(cast: Cast): Promise<void> {
  for (const need of NEEDS) await post(cast, need);
  for (const achievement of ACHIEVEMENTS) await publish(cast, achievement);
}

async function post(cast: Cast, { by, progress, deadlineInDays, content }: DemoNeed): Promise<void> {
  const needs = cast.app.get(NeedsService);
  const owner = cast.actorFor(by);
  const deadline = addDays(cast.app.get(Clock).today(), deadlineInDays);
  const { id } = await needs.draft(owner, { ...content, organisationId: cast.organisation(by), deadline });
  if (progress === 'DRAFT') return;
  await needs.move(owner, { id, verb: 'SUBMIT' });
  if (progress === 'IN_REVIEW') return;
  await needs.move(cast.actor('bureau'), { id, verb: 'APPROVE' });
  if (progress === 'CLOSED') await needs.move(owner, { id, verb: 'CLOSE' });
}

async function publish(cast: Cast, { by, contributor, progress, content }: DemoAchievement): Promise<void> {
  const service = cast.app.get(AchievementsService);
  const owner = cast.actorFor(by);
  const contributorIds = contributor ? [cast.actor(contributor).personId!] : [];
  const input = { ...content, organisationId: cast.organisation(by), contributorIds };
  const { id } = await service.draft(owner, input);
  if (progress === 'DRAFT') return;
  await service.move(owner, { id, verb: 'SUBMIT' });
  if (progress === 'OPEN') await service.move(cast.actor('bureau'), { id, verb: 'APPROVE' });
}
