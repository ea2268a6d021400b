import { Args, Field, Float, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Can, Me } from './access';
import type { Actor } from './actor';
import { Fact } from './fact';
import { RealIn, TextIn } from './inputs';
import { requestScope } from './request';
import { allSettings, Settings } from './settings';

/** A number of the programme, as the bureau sees it. */
@ObjectType('Setting', { description: 'A number of the programme that is no law; the bureau may change it.' })
export class SettingView {
  @Field(() => String) key!: string;
  @Field(() => String, { description: 'What it means, with its unit, in the language of the caller.' })
  text!: string;
  @Field(() => Float, { description: 'What holds now.' }) value!: number;
  @Field(() => Float, { description: 'What holds where nobody changed it.' }) default!: number;
  @Field(() => Float) min!: number;
  @Field(() => Float) max!: number;
  @Field(() => Fact, { nullable: true, description: 'Who changed it last, when, and why (`note`).' })
  lastChange!: Fact | null;
}

/** A change of a setting and the reason for it. */
@InputType()
export class ChangeSettingInput {
  @TextIn(100) key!: string;
  @RealIn(-1e15, 1e15) value!: number;
  @TextIn(500) reason!: string;
}

@Resolver(() => SettingView)
export class SettingsResolver {
  constructor(private readonly service: Settings) {}

  @Query(() => [SettingView], { description: 'The numbers of the programme that are no law, by key.' })
  @Can('BUREAU_OFFICER', 'ADMIN')
  async settings(@Me() actor: Actor): Promise<SettingView[]> {
    const { locale } = requestScope();
    await this.service.refresh();
    const changes = await this.service.lastChanges();
    const views = [...allSettings().values()].map(({ key, text, value, fallback, min, max }) => {
      const change = changes.get(key);
      const lastChange = change ? Fact.shown(change, actor) : null;
      return { key, text: text[locale], value, default: fallback, min, max, lastChange };
    });
    return views.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  @Mutation(() => SettingView, { description: 'Changes a setting for everybody, within seconds.' })
  @Can('BUREAU_OFFICER')
  async changeSetting(@Me() actor: Actor, @Args('input') input: ChangeSettingInput): Promise<SettingView> {
    await this.service.change(actor, input.key, input.value, input.reason);
    return (await this.settings(actor)).find(({ key }) => key === input.key)!;
  }
}
