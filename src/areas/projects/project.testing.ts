import type { TestApp } from '../../../test/support/app';
import type { OrganisationName } from '../../../test/support/personas';
import type { Project } from './project';
import type { ProposeProjectInput } from './project.inputs';
import { ProjectsService } from './projects.service';

/** An agreement in which all seven matters are settled. */
export const SETTLED = {
  organisation: '联合体，设项目管理小组',
  tasks: '企业牵头中试，高校与研究所承担材料与工艺',
  funding: '申请经费按任务分配，自筹部分由企业承担',
  intellectualProperty: '共有，企业享有优先实施权',
  benefits: '按贡献比例分配',
  risks: '按投入比例承担',
  breach: '违约方退还未使用经费',
};

/** A project that the first of the parties leads, with everything that a formal check asks for. */
export async function aProject(
  app: TestApp,
  names: readonly OrganisationName[] = ['enterprise', 'tju', 'isl'],
  more: Partial<ProposeProjectInput> = {},
): Promise<Project> {
  const lead = names[0]!;
  const parties: ProposeProjectInput['parties'] = [];
  for (const name of names) {
    const organisationId = await app.personas.organisation(name);
    parties.push({
      organisationId,
      role: name === lead ? 'LEAD' : 'PARTICIPANT',
      task: `${name} 的任务`,
      selfFunding: '600000',
    });
  }
  const { personId } = await app.personas.account(lead as 'enterprise');
  const year = Number(app.clock.today().slice(0, 4));
  return app.get(ProjectsService).propose(await app.personas.actor(lead as 'enterprise'), {
    ...{
      title: '碳酸锂联合攻关',
      summary: '从老卤到电池级碳酸锂',
      parties,
      requestedFunding: '3500000',
      agreement: SETTLED,
    },
    ...{ leaderId: personId, startsOn: `${year}-12-01`, endsOn: `${year + 2}-11-30`, ...more },
  });
}

/** The project once these parties have signed it. */
export async function signed(
  app: TestApp,
  project: Project,
  names: readonly OrganisationName[] = ['enterprise', 'tju', 'isl'],
): Promise<Project> {
  let now = project;
  for (const name of names) {
    const input = {
      projectId: project.id,
      organisationId: await app.personas.organisation(name),
      contentHash: now.contentHash,
    };
    now = await app.get(ProjectsService).sign(await app.personas.actor(name as 'enterprise'), input);
  }
  return now;
}
