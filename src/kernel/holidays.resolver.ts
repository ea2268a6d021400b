import {
  Args,
  ArgsType,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { Can, Me, Public } from './access';
import type { Actor } from './actor';
import { holidaysOf } from './calendar';
import { Holidays } from './holidays';
import { DaysIn, TextIn, WholeIn } from './inputs';
import { Day } from './scalars';

/** What is known of a year's holidays. */
@ObjectType({ description: 'The working days of a year, where they are not simply Monday to Friday.' })
export class HolidayYear {
  @Field(() => Int) year!: number;
  @Field(() => Boolean, {
    description: 'Not announced yet: Monday to Friday without the statutory holidays, and it may change.',
  })
  provisional!: boolean;
  @Field(() => String, { nullable: true, description: 'Where it comes from; null while provisional.' })
  source!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The version of the table, or the number of the bureau’s announcement: 2 is its first correction.',
  })
  version!: string | null;
  @Field(() => [Day], { description: 'Days off from Monday to Friday.' }) off!: string[];
  @Field(() => [Day], { description: 'Weekend days that are worked (调休).' }) worked!: string[];
}

/** Which year. */
@ArgsType()
export class HolidaysArgs {
  @WholeIn(2000, 2100) year!: number;
}

/** What the State Council announced for a year. */
@InputType()
export class AnnounceHolidaysInput {
  @WholeIn(2025, 2100) year!: number;
  @DaysIn(60, { description: 'Every day off, weekend days among them or not.' }) off!: string[];
  @DaysIn(30, { description: 'Weekend days that are worked (调休).' }) worked!: string[];
  @TextIn(300, { description: 'The announcement, e.g. 国办发明电〔2026〕7号.' }) source!: string;
}

@Resolver(() => HolidayYear)
export class HolidaysResolver {
  constructor(private readonly service: Holidays) {}

  @Query(() => HolidayYear, { description: 'The holidays of a year as the platform reckons with them.' })
  @Public()
  holidays(@Args() { year }: HolidaysArgs): HolidayYear {
    return holidaysOf(year);
  }

  @Mutation(() => HolidayYear, {
    description:
      'Enters what the State Council announced for a year; what rested on a guess is worked out anew within a minute.',
  })
  @Can('BUREAU_OFFICER')
  async announceHolidays(
    @Me() actor: Actor,
    @Args('input') input: AnnounceHolidaysInput,
  ): Promise<HolidayYear> {
    await this.service.announce(actor, input);
    return holidaysOf(input.year);
  }
}
