import 'reflect-metadata';
import { join, resolve } from 'node:path';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { keptSecret } from './data-directory';
import { StartError } from './start-error';
import { asEndpoint, asInstant, asList, asNumber, asProxies, asUrl, Variable, variables } from './variables';

type Environment = Readonly<Record<string, string | undefined>>;

const A_PORT = 'must be a whole number from 0 to 65535 (0: any free port)';
const say = (message: string): { message: string } => ({ message });

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
  @Matches(
    /^s3(\+http)?:\/\/[^\s:@/]+:[^\s:@/]+@[^\s@/?#]+\/[a-z\d][a-z\d.-]{1,61}[a-z\d](\?region=[\w-]+)?$/,
    say(
      'must look like s3://key:secret@host/bucket?region=cn-north-1, with “/”, “:” and “@” in the secret as %2F, %3A, %40',
    ),
  )
  readonly filesUrl?: string;

  /** The ClamAV daemon that looks through every upload; unset, none does. */
  @Variable('CLAMD_URL', asUrl)
  @IsOptional()
  @Matches(/^tcp:\/\/[^\s/@?#]+:\d+$/, say('must look like tcp://clamd:3310'))
  readonly clamdUrl?: string;

  /** The HTTP port; unset, 3000 or the next free one. */
  @Variable('PORT', asNumber)
  @IsInt(say(A_PORT))
  @Min(0, say(A_PORT))
  @Max(65535, say(A_PORT))
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
  @Matches(/^https?:\/\/[^\s/]+$/, {
    each: true,
    message: 'must be origins such as https://a.example,https://b.example',
  })
  readonly extraOrigins: readonly string[] = [];

  /** Signs access tokens; outside production a random one is kept in BENFU_DATA. */
  @Variable('AUTH_SECRET')
  @IsOptional()
  @MinLength(32, say('must have at least 32 characters; make one with: openssl rand -base64 48'))
  private readonly givenSecret?: string;

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
    if (this.production) faults.push(...this.productionFaults());
    if (faults.length > 0)
      throw new StartError(`Benfu cannot start with these settings:\n  ${faults.join('\n  ')}`);
  }

  private productionFaults(): string[] {
    const faults: string[] = [];
    if (!this.givenSecret) {
      faults.push(
        'AUTH_SECRET is missing and has no default in production; make one with: openssl rand -base64 48',
      );
    }
    if (this.seed === 'demo') {
      faults.push('SEED=demo makes accounts with a known password; in production use reference or none');
    }
    if (this.nowMs !== undefined) faults.push('BENFU_NOW moves the clock; in production leave it unset');
    return faults;
  }
}
