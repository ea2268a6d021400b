import { Check, Exclusion, Index, Unique } from 'typeorm';
import { Id, Instant, isOneOf, Json, OneOf, Ref, Text, Version, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Programme, type Terms } from '../programmes';
import { ROUND_STATES, RoundStateEnum, type RoundState } from './round.lifecycle';

/** A quarterly round of joint applications (季度联合申报): a window in which projects are applied for. */
@NodeType('round', 'rounds', 'A quarterly round of joint applications.')
@Check('rounds_state_check', isOneOf('state', ROUND_STATES))
@Check('rounds_quarter_check', 'quarter BETWEEN 1 AND 4')
@Check('rounds_window_check', 'opens_at < closes_at')
@Unique('rounds_year_quarter_key', ['year', 'quarter'])
@Exclusion('rounds_window_excl', 'USING gist (tstzrange(opens_at, closes_at) WITH &&)')
@Index(['opensAt', 'id'])
export class Round {
  @Id() id!: string;
  @Version() version!: number;
  @Whole() year!: number;
  @Whole({ description: '1 to 4.' }) quarter!: number;
  @Text() title!: string;
  @OneOf(() => RoundStateEnum) state!: RoundState;
  @Instant({ description: 'The first instant at which an application may be submitted, UTC.' })
  opensAt!: Date;
  @Instant({ description: 'The first instant at which none may any more, UTC.' }) closesAt!: Date;
  /** The rules that it opened with; while it is planned, those of the day on which it was. */
  @Ref(() => Programme, { as: 'programme' }) programmeId!: string;
  /** What they lay down, spelled out. */
  @Json('hidden') terms!: Terms;
}

export const RoundConnection = connectionOf(Round);

/** Whether `now` lies in the window: the opening counts, the closing does not. */
export const isInWindow = ({ opensAt, closesAt }: Pick<Round, 'opensAt' | 'closesAt'>, now: Date): boolean =>
  opensAt <= now && now < closesAt;
