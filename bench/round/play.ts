import type { Cast, Player } from './cast';
import type { Stopwatch } from './stopwatch';

/** One application on its way through the round. */
interface Play {
  readonly lead: Player;
  readonly partner: Player;
  need: string;
  project: string;
  application: string;
}

const DRAFT_NEED = 'mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
const MOVE_NEED =
  'mutation ($id: ID!, $verb: NeedVerb!) { moveNeed(input: { id: $id, verb: $verb }) { id state } }';
const PROPOSE =
  'mutation ($input: ProposeProjectInput!) { proposeProject(input: $input) { id contentHash } }';
const SIGN = 'mutation ($input: SignProjectInput!) { signProject(input: $input) { id state } }';
const APPLY = 'mutation ($input: ApplyInput!) { applyToRound(input: $input) { id } }';
const MOVE_APPLICATION = `mutation ($id: ID!, $verb: ApplicationVerb!) {
  moveApplication(input: { id: $id, verb: $verb }) { id state } }`;
const COMMIT = 'mutation ($id: ID!) { commitSeed(roundId: $id) { id } }';
const CLOSE = 'mutation ($id: ID!) { closePool(input: { roundId: $id }) { id } }';
const ASSIGN = 'mutation ($id: ID!) { proposeAssignment(roundId: $id) { id } }';
const ASSIGNMENT = 'query ($id: ID!) { node(id: $id) { ... on Assignment { state reason } } }';
const ADOPT = 'mutation ($id: ID!) { adoptAssignment(id: $id) { state } }';
const DESK = '{ reviews { id application { id project { title summary } } criteria { code } } }';
const SUBMIT = 'mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { id total } }';

const AGREEMENT = Object.fromEntries(
  ['organisation', 'tasks', 'funding', 'intellectualProperty', 'benefits', 'risks', 'breach'].map(
    (matter) => [matter, '由牵头单位组织，各方按任务书分工承担，按投入比例分享。'],
  ),
);

/** Plays a round from its needs to its reviews through the API, each step by whoever takes it in life. */
export class RoundPlay {
  private readonly plays: Play[];
  private readonly leads: readonly Player[];

  constructor(
    private readonly watch: Stopwatch,
    private readonly cast: Cast,
    /** The round's public id. */
    private readonly roundId: string,
    applications: number,
  ) {
    this.leads = cast.enterprises;
    this.plays = Array.from({ length: applications }, (_, n) => ({
      lead: this.leads[n % this.leads.length]!,
      partner: cast.institutes[n % cast.institutes.length]!,
      ...{ need: '', project: '', application: '' },
    }));
  }

  /** Needs are drafted, submitted and opened. */
  needs(): Promise<void> {
    return this.watch.phase('needs', this.plays, async (play, n) => {
      const { lead } = play;
      const input = { organisationId: lead.organisationId, ...needOf(n) };
      const { draftNeed } = await this.watch.ask<{ draftNeed: { id: string } }>(lead, DRAFT_NEED, { input });
      play.need = draftNeed.id;
      await this.watch.ask(lead, MOVE_NEED, { id: play.need, verb: 'SUBMIT' });
      await this.watch.ask(this.cast.officer, MOVE_NEED, { id: play.need, verb: 'APPROVE' });
    });
  }

  /** Projects are proposed by the lead and signed by both parties. */
  projects(): Promise<void> {
    return this.watch.phase('projects and signatures', this.plays, async (play, n) => {
      const { lead, partner } = play;
      const input = { ...projectOf(n, lead, partner), needId: play.need };
      const { proposeProject } = await this.watch.ask<{
        proposeProject: { id: string; contentHash: string };
      }>(lead, PROPOSE, { input });
      const { id: projectId, contentHash } = proposeProject;
      play.project = projectId;
      for (const party of [lead, partner]) {
        const { organisationId } = party;
        await this.watch.ask(party, SIGN, { input: { projectId, organisationId, contentHash } });
      }
    });
  }

  /** Applications are drafted and submitted by the lead, and accepted by the bureau. */
  applications(): Promise<void> {
    return this.watch.phase('applications', this.plays, async (play) => {
      const input = { roundId: this.roundId, projectId: play.project, requestedFunding: '800000.00' };
      const { applyToRound } = await this.watch.ask<{ applyToRound: { id: string } }>(play.lead, APPLY, {
        input,
      });
      play.application = applyToRound.id;
      await this.watch.ask(play.lead, MOVE_APPLICATION, { id: play.application, verb: 'SUBMIT' });
      await this.watch.ask(this.cast.officer, MOVE_APPLICATION, { id: play.application, verb: 'ACCEPT' });
    });
  }

  /** The bureau has three experts found for every application at once, and adopts them. */
  async assignment(): Promise<void> {
    const { officer } = this.cast;
    let assignment = '';
    await this.watch.phase('assignment computed', [this.roundId], async (id) => {
      await this.watch.ask(officer, COMMIT, { id });
      await this.watch.ask(officer, CLOSE, { id });
      const { proposeAssignment } = await this.watch.ask<{ proposeAssignment: { id: string } }>(
        officer,
        ASSIGN,
        {
          id,
        },
      );
      assignment = proposeAssignment.id;
      await this.computed(assignment);
    });
    await this.watch.phase('assignment adopted', [assignment], async (id) => {
      await this.watch.ask(officer, ADOPT, { id });
    });
  }

  /** Every reviewer opens their desk and hands in what lies on it. */
  reviews(): Promise<void> {
    return this.watch.phase('reviews', this.cast.reviewers, async (reviewer, n) => {
      const { reviews } = await this.watch.ask<{ reviews: { id: string; criteria: { code: string }[] }[] }>(
        reviewer,
        DESK,
      );
      for (const [at, { id, criteria }] of reviews.entries())
        await this.watch.ask(reviewer, SUBMIT, { input: judgement(id, criteria, n + at) });
    });
  }

  private async computed(id: string): Promise<void> {
    for (;;) {
      const { node } = await this.watch.ask<{ node: { state: string; reason: string | null } }>(
        this.cast.officer,
        ASSIGNMENT,
        { id },
      );
      if (node.state === 'PROPOSED') return;
      if (node.state !== 'WAITING' && node.state !== 'RUNNING') throw new Error(node.reason ?? node.state);
    }
  }
}

const needOf = (n: number): object => ({
  title: `盐湖卤水除镁工艺优化（第 ${n} 号）`,
  description:
    '盐湖卤水高镁锂比条件下，纳滤膜组件通量衰减快，清洗后恢复率不足，希望通过膜材料改性与运行工艺优化延长组件寿命并稳定产水水质。',
  visibility: 'PUBLIC',
  metrics: [{ name: '膜组件寿命', unit: '月', current: '12', target: '24' }],
  budgetMax: '800000.00',
});

const projectOf = (n: number, lead: Player, partner: Player): object => ({
  title: `盐湖卤水除镁联合攻关（第 ${n} 号）`,
  summary: '以膜材料改性为核心，开发盐湖卤水除镁成套工艺并完成产线验证。',
  leaderId: lead.personId,
  requestedFunding: '800000.00',
  startsOn: '2026-10-01',
  endsOn: '2028-09-30',
  agreement: AGREEMENT,
  parties: [
    { organisationId: lead.organisationId, role: 'LEAD', task: '产线验证', selfFunding: '500000.00' },
    { organisationId: partner.organisationId, role: 'PARTICIPANT', task: '机理与工艺' },
  ],
});

/** Scores from 55 to 94, spread by a number so that averages differ. */
const judgement = (reviewId: string, criteria: readonly { code: string }[], n: number): object => ({
  reviewId,
  scores: criteria.map(({ code }, at) => ({ criterion: code, score: 55 + ((n * 7 + at * 11) % 40) })),
  recommendation: n % 5 === 0 ? 'OPPOSE' : n % 3 === 0 ? 'NEUTRAL' : 'SUPPORT',
  comment: '技术路线清楚，指标可考核，经费预算与任务相称；建议补充中试阶段的风险应对。',
});
