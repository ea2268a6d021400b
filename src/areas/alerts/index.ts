export { alertRaised } from './alert.facts';
export { AlertsModule } from './alerts.module';
