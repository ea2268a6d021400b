export { keepVersion } from './keep-version';
export { ContentVersion, ContentVersionConnection } from './version';
export { VersionsModule } from './versions.module';
export { VersionsReader } from './versions.reader';
