import { Module } from '@nestjs/common';
import { VersionsReader } from './versions.reader';
import { VersionsResolver } from './versions.resolver';

@Module({ providers: [VersionsReader, VersionsResolver], exports: [VersionsReader] })
export class VersionsModule {}
