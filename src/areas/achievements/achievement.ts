import { Check, Entity, ForeignKey, Index, PrimaryColumn, Unique, Column } from 'typeorm';
import {
  Id,
  Instant,
  isOneOf,
  Json,
  OneOf,
  Ref,
  SomeOf,
  Text,
  Texts,
  Version,
  Whole,
  Yuan,
} from '../../kernel/fields';
import { CooperationModeEnum, type CooperationMode } from '../../kernel/cooperation';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { SearchIndex, SearchVector } from '../../kernel/search';
import { VISIBILITIES, VisibilityEnum, type Visibility } from '../../kernel/visibility';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { ACHIEVEMENT_STATES, AchievementStateEnum, type AchievementState } from './achievement.lifecycle';

/** A result of research (科技成果) that its owner offers to others. */
@NodeType('achievement', 'achievements', 'A result of research that its owner offers to others.')
@SearchIndex('achievements')
@Check('achievements_state_check', isOneOf('state', ACHIEVEMENT_STATES))
@Check('achievements_visibility_check', isOneOf('visibility', VISIBILITIES))
@Index(['organisationId', 'id'])
@Index(['state', 'id'])
@Unique('achievements_organisation_id_external_id_key', ['organisationId', 'externalId'])
export class Achievement {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => AchievementStateEnum) state!: AchievementState;
  @Ref(() => Organisation) organisationId!: string;
  @Text() title!: string;
  @Text() abstract!: string;
  @OneOf(() => VisibilityEnum) visibility!: Visibility;
  @Texts() keywords!: string[];
  @Texts({ description: 'GB/T 4754-2017 codes of the trades it is for, with leading zeros.' })
  sectors!: string[];
  @Whole({ nullable: true, description: 'Technology readiness, 1 to 9 (GB/T 22900-2022).' }) trl!:
    number | null;
  @Texts({ description: 'Numbers of patents and applications.' }) patents!: string[];
  @SomeOf(() => [CooperationModeEnum]) modes!: CooperationMode[];
  @Yuan({ nullable: true, description: 'What the owner asks for it at least, CNY yuan.' }) priceMin!:
    string | null;
  @Instant({ nullable: true, description: 'When it was first opened to others, UTC.' })
  publishedAt!: Date | null;
  /** Organisations that the owner has told, whatever the visibility. */
  @Json('hidden', { default: '[]' }) disclosedTo!: string[];
  /** The owner's own number for it, where it was imported. */
  @Text({ nullable: true, hidden: true }) externalId!: string | null;
  @SearchVector() search?: string;
}

export const AchievementConnection = connectionOf(Achievement);

/** Who contributed to an achievement, in the order in which they are named. */
@Entity('achievement_contributors')
@Index(['personId'])
export class AchievementContributor {
  @PrimaryColumn('uuid') @ForeignKey(() => Achievement, { onDelete: 'CASCADE' }) achievementId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Person) personId!: string;
  /** 0 is named first. */
  @Column('int') position!: number;
}
