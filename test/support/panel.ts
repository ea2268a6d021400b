import { Application } from '../../src/areas/applications';
import { ProgrammesReader } from '../../src/areas/programmes';
import { Project } from '../../src/areas/projects';
import { Round } from '../../src/areas/rounds';
import { newId, publicId } from '../../src/kernel/ids';
import { startApp, TestApp, type AppOptions } from './app';
import type { ApiClient } from './client';
import type { OrganisationName, Persona } from './personas';

/** Everyone who can be drawn. */
export const REVIEWERS = [
  'reviewer1',
  'reviewer2',
  'reviewer3',
  'reviewer4',
  'reviewer5',
  'reviewer6',
] as const;

/** Draws experts. */
export const DRAW = `mutation ($input: DrawReviewersInput!) {
  drawReviewers(input: $input) { id reviewer { id name } state conflicts { ground } }
}`;
/** Hands a review in. */
export const SUBMIT = `mutation ($input: SubmitReviewInput!) {
  submitReview(input: $input) { id total recommendation submittedAt scores { criterion score } }
}`;
/** Gives an assignment back. */
export const HAND_BACK =
  'mutation ($input: LeaveReviewInput!) { handBackReview(input: $input) { id state } }';
/** Takes an assignment away. */
export const RELEASE = 'mutation ($input: LeaveReviewInput!) { releaseReview(input: $input) { id state } }';
/** Decides on an application. */
export const DETERMINE =
  'mutation ($input: DetermineInput!) { determineApplication(input: $input) { id state grantedFunding } }';
/** Everything about the review of an application that a viewer may or may not see. */
export const LOOK = `query ($id: ID!) { application(id: $id) {
  state averageScore project { title }
  draws {
    seed reproducible officer { name } drawn { id } pool { id } excluded { person { name } conflicts { ground text } }
  }
  reviews {
    id state total recommendation comment submittedAt reviewer { id name } scores { score }
    conflicts { ground } criteria { code weight name }
  }
} }`;

/** An assignment as the bureau sees it after the draw. */
export interface Drawn {
  readonly id: string;
  readonly reviewer: { id: string; name: string };
}

/** What `LOOK` shows. */
export interface Look {
  readonly averageScore: number | null;
  readonly draws: readonly {
    readonly pool: readonly object[];
    readonly excluded: readonly { person: { name: string }; conflicts: { ground: string; text: string }[] }[];
  }[];
  readonly reviews: readonly { state: string; submittedAt: string | null; conflicts: { ground: string }[] }[];
}

/** The id of an application as clients know it. */
export const outside = ({ id }: Application): string => publicId('application', id);

/** A review that gives every criterion the same score. */
export const judgement = (review: { id: string }, score = 80): { input: object } => ({
  input: {
    reviewId: review.id,
    scores: ['INNOVATION', 'FEASIBILITY', 'COOPERATION', 'BENEFIT'].map((criterion) => ({
      criterion,
      score,
    })),
    recommendation: 'SUPPORT',
    comment: '值得支持',
  },
});

/** The persona who was drawn. */
export const personaOf = ({ reviewer }: Drawn): Persona => reviewer.name.replace('测试 ', '') as Persona;

/** The program with a bureau and six experts, and applications that stand before the draw. */
export class Panel {
  private year = 2030;

  private constructor(
    readonly app: TestApp,
    readonly bureau: ApiClient,
  ) {}

  /** On a program of its own, unless one is given. */
  static async open(given: AppOptions | TestApp = {}): Promise<Panel> {
    const app = given instanceof TestApp ? given : await startApp(given);
    for (const name of REVIEWERS) await app.personas.account(name);
    return new Panel(app, await app.as('bureau'));
  }

  /** An application under review, with the first of the parties in the lead, in a round of its own unless told. */
  async application(
    parties: OrganisationName[] = ['enterprise', 'tju', 'isl'],
    roundId?: string,
  ): Promise<Application> {
    const now = this.app.clock.now();
    const partyIds: string[] = [];
    for (const name of parties) partyIds.push(await this.app.personas.organisation(name));
    const base = { version: 1, requestedFunding: '1000000.00', leadId: partyIds[0]!, partyIds };
    const project = Object.assign(new Project(), base, {
      ...{ id: newId(now), state: 'APPLIED', title: `测试项目 ${parties.join('、')}`, summary: '测试' },
      ...{ agreement: {}, contentHash: 'x', createdAt: now, readerIds: [], disclosed: false },
    });
    await this.app.dataSource.manager.insert(Project, project);
    const application = Object.assign(new Application(), base, {
      ...{ id: newId(now), state: 'UNDER_REVIEW', roundId: roundId ?? (await this.round()) },
      ...{ projectId: project.id, submittedAt: now, reviewerPersonIds: [] },
    });
    await this.app.dataSource.manager.insert(Application, application);
    return application;
  }

  /** The bureau draws. */
  async draw(application: Application, count = 3, seed = 'seed'): Promise<Drawn[]> {
    const input = { applicationId: outside(application), count, seed };
    return (await this.bureau.mutate<{ drawReviewers: Drawn[] }>(DRAW, { input })).drawReviewers;
  }

  /** Whoever was drawn, at the API. */
  clientOf(review: Drawn): Promise<ApiClient> {
    return this.app.as(personaOf(review));
  }

  /** Each hands in, one after the other; 80 points unless told. */
  async submitAll(reviews: Drawn[], scores: number[] = []): Promise<void> {
    for (const [n, review] of reviews.entries()) {
      await (await this.clientOf(review)).mutate(SUBMIT, judgement(review, scores[n] ?? 80));
    }
  }

  /** What a caller sees of the review of an application. */
  async look(client: ApiClient, application: Application): Promise<Look> {
    return (await client.query<{ application: Look }>(LOOK, { id: outside(application) })).application;
  }

  private async round(): Promise<string> {
    const year = this.year++;
    const [opensAt, closesAt] = [new Date(Date.UTC(year, 0, 5)), new Date(Date.UTC(year, 1, 5))];
    const id = newId(this.app.clock.now());
    const { id: programmeId, kept: terms } = await this.app.get(ProgrammesReader).latest();
    const round = {
      programmeId,
      terms,
      id,
      version: 1,
      year,
      quarter: 1,
      title: `${year}`,
      state: 'OPEN',
      opensAt,
      closesAt,
    } as const;
    await this.app.dataSource.manager.insert(Round, round);
    return id;
  }
}
