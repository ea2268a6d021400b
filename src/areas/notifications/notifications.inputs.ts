import { ArgsType, InputType } from '@nestjs/graphql';
import { FlagIn, OneOfIn, TextIn } from '../../kernel/inputs';
import { PageArgs } from '../../kernel/page';
import { NoticeKindEnum, type NoticeKind } from './notice';
import { FrequencyEnum, LanguageEnum, type Frequency, type Language } from './preference';

/** Which part of the inbox. */
@ArgsType()
export class InboxArgs extends PageArgs {
  @FlagIn({ optional: true, description: 'Only what has not been read.' }) unread?: boolean | null;
  @OneOfIn(() => NoticeKindEnum, { optional: true }) kind?: NoticeKind | null;
}

/** When one wants mail of a kind. */
@InputType()
export class SetMailPreferenceInput {
  @OneOfIn(() => NoticeKindEnum) kind!: NoticeKind;
  @OneOfIn(() => FrequencyEnum, { optional: true, description: 'Null: as if it had never been set.' })
  mail?: Frequency | null;
  @TextIn(60, { optional: true, description: 'Of one liaison series or round only: its id.' })
  scopeId?: string | null;
}

/** How one wants all mail. */
@InputType()
export class SetMailProfileInput {
  @OneOfIn(() => LanguageEnum) language!: Language;
  @TextIn(5, { optional: true, description: 'HH:mm in Asia/Shanghai: no mail from then on …' })
  quietFrom?: string | null;
  @TextIn(5, { optional: true, description: '… until then; may lie past midnight.' }) quietUntil?:
    string | null;
}
