import { Field, HideField, ObjectType } from '@nestjs/graphql';
import { Day, Decimal } from '../../kernel/scalars';
import { Plan } from '../plans';
import { Agreement, PartyRoleEnum, type PartyRole } from '../projects';

/** A party as a draft suggests it. */
@ObjectType({ description: 'A party as a draft suggests it.' })
export class DraftParty {
  @HideField() organisationId!: string;
  @Field(() => PartyRoleEnum) role!: PartyRole;
  @Field(() => String, { description: 'As it was in the earlier project; empty where there is none.' })
  task!: string;
}

/** A proposal filled in from what is known already; nothing of it is stored. */
@ObjectType({ description: 'A proposal filled in from what is known already; nothing of it is stored.' })
export class ProjectDraft {
  @Field(() => String) title!: string;
  @Field(() => String) summary!: string;
  @HideField() needId!: string | null;
  @HideField() achievementId!: string | null;
  @HideField() interestId!: string | null;
  @HideField() leaderId!: string | null;
  @Field(() => [DraftParty], { description: 'The lead first.' }) parties!: DraftParty[];
  @Field(() => Decimal, { description: 'CNY yuan: zero, no amount is taken over.' })
  requestedFunding!: string;
  @Field(() => Day, { nullable: true }) startsOn!: string | null;
  @Field(() => Day, { nullable: true }) endsOn!: string | null;
  @Field(() => Agreement, { nullable: true, description: 'That of the earlier project.' })
  agreement!: Agreement | null;
  @Field(() => Plan, {
    nullable: true,
    description:
      'That of the earlier project, moved to the new period and without amounts and pledges; the metrics of the need as the indicators of a milestone.',
  })
  plan!: Plan | null;
}
