export { Expertise, type KnownBy } from './expertise';
export { InsightsModule } from './insights.module';
