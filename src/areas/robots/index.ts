export { Robot } from './robot';
export { RobotSender, type RobotDelivery, type RobotOutcome } from './robot-sender';
export { mustNotHoldPersonalData, type RobotMessage } from './robot-message';
export { RobotsModule } from './robots.module';
export { RobotsReader } from './robots.reader';
