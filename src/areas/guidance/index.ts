export { Finding, NeedReview } from './need-review';
export { GuidanceModule } from './guidance.module';
export { metricValue, type MetricValue } from './metric-value';
