import { randomUUID } from 'node:crypto';
import { Args, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Me, Public, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Config } from '../../kernel/config';
import { enumOf } from '../../kernel/fields';
import { uuidOf } from '../../kernel/ids';
import { sentence } from '../../kernel/messages';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { requestScope } from '../../kernel/request';
import { Robot, RobotConnection } from './robot';
import { RobotSender, type RobotOutcome } from './robot-sender';
import { AddRobotInput, ChangeRobotInput, MoveRobotInput } from './robot.inputs';
import { robotKind } from './robot.kind';
import { RobotsReader } from './robots.reader';
import { RobotsService } from './robots.service';

const OUTCOMES = ['SENT', 'LIMITED', 'MUTED', 'REFUSED', 'UNREACHABLE'] as const;
const RobotOutcomeEnum = enumOf(
  'RobotOutcome',
  OUTCOMES,
  'LIMITED: too many in this minute. MUTED: its server takes nothing for now. UNREACHABLE: no answer that can be read.',
);

/** What became of a test message. */
@ObjectType({ description: 'What became of a test message.' })
export class RobotTest {
  @Field(() => RobotOutcomeEnum) outcome!: (typeof OUTCOMES)[number];
  @Field(() => Date, { nullable: true, description: 'LIMITED, MUTED: from then on it can send again, UTC.' })
  until!: Date | null;
  @Field(() => Int, { nullable: true, description: 'REFUSED: the `errcode` of its server, if it gave one.' })
  errcode!: number | null;
  @Field(() => String, { nullable: true, description: 'What its server says, or why there is no answer.' })
  message!: string | null;
}

@Resolver(() => Robot)
export class RobotsResolver extends Recorded(robotKind) {
  constructor(
    private readonly reader: RobotsReader,
    private readonly service: RobotsService,
    private readonly sender: RobotSender,
    private readonly config: Config,
  ) {
    super();
  }

  @Query(() => Robot, { nullable: true, description: 'A group robot, to its organisation and the bureau.' })
  @Public()
  robot(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Robot> {
    return this.reader.get(actor, uuidOf('robot', id));
  }

  @Query(() => RobotConnection, {
    name: 'robots',
    description: 'The group robots of one’s organisations, newest first; the bureau sees all.',
  })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('organisationId', { type: () => ID, nullable: true }) organisationId?: string | null,
  ): Promise<Page<Robot>> {
    const of = organisationId ? uuidOf('org', organisationId, 'organisationId') : undefined;
    return this.reader.search(actor, page, of);
  }

  @Mutation(() => Robot, {
    description: 'Adds a robot of a group: the bureau for itself or anybody, a representative for their own.',
  })
  @SignedIn()
  addRobot(@Me() actor: Actor, @Args('input') input: AddRobotInput): Promise<Robot> {
    return this.service.add(actor, input);
  }

  @Mutation(() => Robot, { description: 'Changes its name, webhook or secret.' })
  @SignedIn()
  changeRobot(@Me() actor: Actor, @Args('input') input: ChangeRobotInput): Promise<Robot> {
    return this.service.change(actor, input);
  }

  @Mutation(() => Robot, { description: 'Nothing more is sent through it.' })
  @SignedIn()
  disableRobot(@Me() actor: Actor, @Args('input') input: MoveRobotInput): Promise<Robot> {
    return this.service.move(actor, 'DISABLE', input);
  }

  @Mutation(() => Robot, { description: 'It is used again.' })
  @SignedIn()
  enableRobot(@Me() actor: Actor, @Args('input') input: MoveRobotInput): Promise<Robot> {
    return this.service.move(actor, 'ENABLE', input);
  }

  @Mutation(() => RobotTest, { description: 'Sends a fixed text into the group, as notices are sent.' })
  @SignedIn()
  async testRobot(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<RobotTest> {
    const { id: robotId } = await this.service.kept(actor, uuidOf('robot', id), 'TEST');
    const { locale } = requestScope();
    const title = sentence('robots.test', {}, locale);
    const message = { title, lines: [], link: this.config.publicUrl, locale };
    const test = asTest(await this.sender.send({ robotId, key: `test ${randomUUID()}`, ...message }));
    await this.service.tested(actor, robotId, test.outcome);
    return test;
  }
}

const asTest = (outcome: RobotOutcome): RobotTest => ({
  outcome: outcome.kind.toUpperCase() as RobotTest['outcome'],
  until: 'until' in outcome ? outcome.until : null,
  errcode: outcome.kind === 'refused' ? outcome.errcode : null,
  message: outcome.kind === 'refused' ? outcome.message : outcome.kind === 'unreachable' ? outcome.why : null,
});
