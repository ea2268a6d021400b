import { join } from 'node:path';
import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { ApiReader } from './api-reader';
import { Clock } from './clock';
import { Config } from './config';
import { FactSignal } from './fact-signal';
import { FactStream } from './fact-stream';
import { Facts } from './facts';
import { FileStore } from './file-store';
import { FailedJobs } from './failed-jobs';
import { AccessGuard } from './guards';
import { Health, HealthController } from './health';
import { History } from './history';
import { Holidays } from './holidays';
import { HolidaysResolver } from './holidays.resolver';
import { Idempotency } from './idempotency';
import { Inbox } from './inbox';
import { JobRegistry } from './job-registry';
import { Jobs } from './jobs';
import { Mailer, MailSettings } from './mail';
import { Moves } from './moves';
import { Nodes } from './nodes';
import { OperationPlugin } from './operation';
import { Outbox } from './outbox';
import { JobSettings } from './queues';
import { RefusalFilter } from './refusal.filter';
import { ReaderContext } from './reader';
import { Settings } from './settings';
import { SettingsResolver } from './settings.resolver';
import { NodeResolver } from './node.resolver';
import { UnitOfWork } from './unit-of-work';
import { VirusScanner } from './virus-scanner';
import { inputValidation } from './validation';

/** What is made before the program is assembled: tests give their own. */
export interface KernelParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly dataSource: DataSource;
  readonly clock: Clock;
}

const SERVICES: readonly Provider[] = [
  UnitOfWork,
  Facts,
  Moves,
  ReaderContext,
  Nodes,
  History,
  ApiReader,
  Idempotency,
  NodeResolver,
  Settings,
  SettingsResolver,
  Holidays,
  HolidaysResolver,
  OperationPlugin,
  FactSignal,
  FactStream,
  JobRegistry,
  Inbox,
  FailedJobs,
  Jobs,
  Outbox,
  Mailer,
  Health,
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useFactory: inputValidation },
  { provide: APP_FILTER, useClass: RefusalFilter },
];

const GLOBAL: ReadonlySet<unknown> = new Set([APP_FILTER, APP_GUARD, APP_PIPE]);

/** What every area may ask for; it knows no area. */
@Global()
@Module({})
export class KernelModule {
  static with({ config, databaseUrl, dataSource, clock }: KernelParts): DynamicModule {
    const { redisUrl, queuePrefix, smtpUrl, mailFrom } = config;
    const jobs: JobSettings = { databaseUrl, redisUrl, queuePrefix };
    const mail: MailSettings = { smtpUrl, mailFrom, outboxDirectory: join(config.dataDirectory, 'mail') };
    const providers: Provider[] = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: DataSource, useValue: dataSource },
      { provide: JobSettings, useValue: jobs },
      { provide: MailSettings, useValue: mail },
      { provide: FileStore, useValue: FileStore.of(config) },
      { provide: VirusScanner, useValue: new VirusScanner(config.clamdUrl) },
      ...SERVICES,
    ];
    return {
      module: KernelModule,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers,
      exports: providers.filter((provider) => !('provide' in provider && GLOBAL.has(provider.provide))),
    };
  }
}
