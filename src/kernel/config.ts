import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { IsEmail, IsIn, IsInt, IsNotEmpty, IsOptional, Matches, validateSync } from 'class-validator';
import { AreHosts, AreOrigins, AreSecrets, IsBucket, IsPort, IsSecret, say } from './config-rules';
import { keptSecret } from './data-directory';
import { StartError } from './start-error';
import {
  asEndpoint,
  asHosts,
  asInstant,
  asList,
  asNumber,
  asProxies,
  asUrl,
  Variable,
  variables,
} from './variables';
import { productionFaults } from './production-faults';

type Environment = Readonly<Record<string, string | undefined>>;

/** What an operator may set: one environment variable, one comment, one rule each. Empty counts as unset. */
export class Config {
  /** The mode: `production` has no default secrets, no demonstration and no moved clock. */
  @Variable('NODE_ENV')
  @IsIn(['production', 'development', 'test'], say('must be production, development or test'))
  readonly environment: string = 'development';

  /** PostgreSQL 15 or newer; unset, Benfu runs a PostgreSQL of its own in BENFU_DATA. */
  @Variable('DATABASE_URL', asUrl)
  @IsOptional()
  @Matches(
    /^postgres(ql)?:\/\/[^\s/]*\/[^\s/?]+(\?\S*)?$/,
    say('must look like postgres://user:password@host:5432/benfu'),
  )
  readonly databaseUrl?: string;

  /** Redis for the queues (`maxmemory-policy noeviction`); unset, they live in PostgreSQL. */
  @Variable('REDIS_URL', asUrl)
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, say('must look like redis://:password@host:6379/0'))
  readonly redisUrl?: string;

  /** The mail server; unset, mail is left in BENFU_DATA/mail. */
  @Variable('SMTP_URL', asUrl)
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, say('must look like smtp://user:password@host:587'))
  readonly smtpUrl?: string;

  /** The sender of all mail. */
  @Variable('MAIL_FROM')
  @IsEmail({ allow_display_name: true, require_tld: false }, say('must look like Benfu <benfu@example.org>'))
  readonly mailFrom: string = 'Benfu 奔赴 <benfu@xining.example>';

  /** An OpenAI-compatible endpoint that gives embeddings; unset, matching goes without. */
  @Variable('EMBEDDINGS_URL', asEndpoint)
  @IsOptional()
  @IsNotEmpty(say('must look like https://host/v1, or http://host:11434/v1 in your own network'))
  readonly embeddingsUrl?: string;

  /** The model that is asked of EMBEDDINGS_URL. */
  @Variable('EMBEDDINGS_MODEL')
  @IsOptional()
  @Matches(/^[\w.:/@+-]{1,100}$/, say('must be the name of a model such as bge-m3'))
  readonly embeddingsModel?: string;

  /** The key that is sent to EMBEDDINGS_URL as a bearer token. */
  @Variable('EMBEDDINGS_KEY')
  @IsOptional()
  @Matches(/^[\x21-\x7e]+$/, say('must be visible ASCII characters'))
  readonly embeddingsKey?: string;

  /** Where attachments are kept, and uploads while they are checked; unset, BENFU_DATA/files. Several processes share it. */
  @Variable('FILES_DIR', (text) => resolve(text))
  private readonly givenFilesDirectory?: string;

  /** S3-compatible storage for attachments; unset, they stay in FILES_DIR. `s3+http` is for your own network. */
  @Variable('FILES_URL', asUrl)
  @IsOptional()
  @IsBucket()
  readonly filesUrl?: string;

  /** The ClamAV daemon that looks through every upload; unset, none does. */
  @Variable('CLAMD_URL', asUrl)
  @IsOptional()
  @Matches(/^tcp:\/\/[^\s/@?#]+:\d+$/, say('must look like tcp://clamd:3310'))
  readonly clamdUrl?: string;

  /** The HTTP port; unset, 3000 or the next free one. */
  @Variable('PORT', asNumber)
  @IsPort()
  port = 3000;

  /** The address to listen on; unset, this machine only, and in production every address. */
  @Variable('HOST')
  @Matches(/^[\w.:-]+$/, say('must be an address such as 127.0.0.1 or 0.0.0.0'))
  readonly host: string = '127.0.0.1';

  /** Where people reach Benfu: links in mail, the allowed origin; unset, http://localhost:PORT. */
  @Variable('PUBLIC_URL', asUrl)
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/]+(\/\S*)?$/, say('must look like https://benfu.example.org'))
  readonly givenPublicUrl?: string;

  /** What this process does: HTTP, jobs, or both. */
  @Variable('ROLE')
  @IsIn(['all', 'api', 'worker'], say('must be all, api or worker'))
  readonly role: 'all' | 'api' | 'worker' = 'all';

  /** What the first start puts into an empty database. */
  @Variable('SEED')
  @IsIn(['demo', 'reference', 'none'], say('must be demo, reference or none'))
  readonly seed: 'demo' | 'reference' | 'none' = 'demo';

  /** The instant at which the clock starts, for demonstrations; it then runs on. */
  @Variable('BENFU_NOW', asInstant)
  @IsOptional()
  @IsInt(say('must be a day or an instant such as 2025-03-14 or 2025-03-14T09:00:00+08:00'))
  private readonly nowMs?: number;

  /** The directory of the embedded database and of generated secrets. */
  @Variable('BENFU_DATA', (text) => resolve(text))
  readonly dataDirectory: string = resolve('var');

  /** Origins of web pages that may call the API, separated by commas; PUBLIC_URL always may. */
  @Variable('ALLOWED_ORIGINS', asList)
  @AreOrigins()
  readonly extraOrigins: readonly string[] = [];

  /** Signs access tokens; outside production a random one is kept in BENFU_DATA. */
  @Variable('AUTH_SECRET')
  @IsOptional()
  @IsSecret()
  private readonly givenSecret?: string;

  /** Encrypts secrets of others in the database; several with commas: the first encrypts, all decrypt. */
  @Variable('SECRETS_KEY', asList)
  @AreSecrets()
  private readonly givenSecretsKeys: readonly string[] = [];

  /** Servers that group robots may have: names, and networks of one's own in which a name may lie. */
  @Variable('ROBOT_HOSTS', asHosts)
  @AreHosts()
  readonly robotHosts: readonly string[] = ['qyapi.weixin.qq.com', 'oapi.dingtalk.com'];

  /** The least serious line that is logged. */
  @Variable('LOG_LEVEL')
  @IsIn(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    say('must be one of fatal, error, warn, info, debug, trace, silent'),
  )
  readonly logLevel: string = 'info';

  /** Proxies in front whose X-Forwarded-For is believed: a number of hops, or addresses. */
  @Variable('TRUST_PROXY', asProxies)
  @IsOptional()
  @IsNotEmpty(say('must be a number of hops, or addresses such as loopback,10.0.0.0/8'))
  private readonly trustedProxies?: string;

  /** The prefix of queue names, for several Benfus on one Redis. */
  @Variable('QUEUE_PREFIX')
  @Matches(/^[a-z][a-z0-9-]*$/, say('must be lower-case letters, digits and hyphens'))
  readonly queuePrefix: string = 'benfu';

  /** True when PORT was set: a port that is taken is then an error. */
  readonly portIsGiven: boolean;
  /** Signs access tokens. */
  readonly authSecret: string;
  /** The first encrypts secrets of others, all decrypt them. */
  readonly secretsKeys: readonly string[];

  private constructor(environment: Environment) {
    const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
    for (const [property, { name, parse }] of variables) {
      const text = given(name);
      if (text !== undefined) (this as Record<string, unknown>)[property] = parse(text);
    }
    if (this.production && !given('HOST')) this.host = '0.0.0.0';
    if (!given('SEED') && (this.production || this.databaseUrl)) this.seed = 'reference';
    this.portIsGiven = given('PORT') !== undefined;
    this.refuseFaults();
    this.authSecret = this.givenSecret ?? keptSecret(this.dataDirectory, 'auth-secret');
    const keys = this.givenSecretsKeys;
    this.secretsKeys = keys.length > 0 ? keys : [keptSecret(this.dataDirectory, 'secrets-key')];
  }

  /** Reads the environment; throws one error that names every variable at fault and how to set it. */
  static load(environment: Environment): Config {
    return new Config(environment);
  }

  get production(): boolean {
    return this.environment === 'production';
  }

  get publicUrl(): string {
    return (this.givenPublicUrl ?? `http://localhost:${this.port}`).replace(/\/+$/, '');
  }

  get filesDirectory(): string {
    return this.givenFilesDirectory ?? join(this.dataDirectory, 'files');
  }

  get allowedOrigins(): readonly string[] {
    return [new URL(this.publicUrl).origin, ...this.extraOrigins];
  }

  get now(): Date | undefined {
    return this.nowMs === undefined ? undefined : new Date(this.nowMs);
  }

  /** The value of express's `trust proxy`. */
  get trustProxy(): number | string | false {
    const given = this.trustedProxies ?? false;
    return /^\d+$/.test(String(given)) ? Number(given) : given;
  }

  get serves(): boolean {
    return this.role !== 'worker';
  }

  get works(): boolean {
    return this.role !== 'api';
  }

  private refuseFaults(): void {
    const faults = validateSync(this, { stopAtFirstError: true }).map(
      ({ property, constraints }) =>
        `${variables.get(property)?.name ?? property} ${Object.values(constraints ?? {})[0] ?? 'is not valid'}`,
    );
    if (this.embeddingsUrl && !this.embeddingsModel)
      faults.push('EMBEDDINGS_MODEL is missing; name a model that EMBEDDINGS_URL serves');
    if (this.production) {
      const { givenSecret, givenSecretsKeys: secretsKeys, seed, nowMs, robotHosts } = this;
      faults.push(...productionFaults({ givenSecret, secretsKeys, seed, nowMs, robotHosts }));
    }
    if (faults.length > 0)
      throw new StartError(`Benfu cannot start with these settings:\n  ${faults.join('\n  ')}`);
  }
}
