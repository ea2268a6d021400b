export { MinutesVersion } from './minutes';
export { HoldMeetingInput } from './minutes.inputs';
export { MinutesModule } from './minutes.module';
export { MinutesReader } from './minutes.reader';
export { MinutesService } from './minutes.service';
