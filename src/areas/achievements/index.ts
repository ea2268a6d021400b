export { Achievement, AchievementConnection } from './achievement';
export { DraftAchievementInput } from './achievement.inputs';
export { ON_OFFER } from './achievement.lifecycle';
export * from './achievement.facts';
export { achievementKind } from './achievement.kind';
export { AchievementsModule } from './achievements.module';
export { AchievementsReader, type Coauthorship } from './achievements.reader';
export { AchievementsService, type AchievementContent } from './achievements.service';
