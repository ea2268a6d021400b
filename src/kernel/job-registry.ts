import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { allTopics, type FactRow, type Topic } from './facts';

/** Queues by what a job costs: a moment, a processor, or somebody else's server. */
export const QUEUES = ['quick', 'slow', 'outside'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Where a handler's jobs wait; `quick` unless told. */
export interface HandlerOptions {
  readonly queue?: QueueName;
}

/** `last`: at a start it runs after the others, since it carries out what they decide. */
interface ScheduleOptions extends HandlerOptions {
  readonly last?: boolean;
}

/** The method that does the jobs of one name. */
export interface Handler {
  readonly name: string;
  readonly queue: QueueName;
  readonly run: (data: unknown) => Promise<unknown>;
}

/** A job that also runs by itself: `pattern` is cron in Asia/Shanghai. */
export interface Schedule extends Handler {
  readonly pattern: string;
}

/** A method that hears the facts of some topics; its name is `<Class>.<method>`. */
export interface Subscriber {
  readonly name: string;
  readonly queue: QueueName;
  readonly topics: readonly string[];
  readonly hear: (fact: FactRow) => Promise<unknown>;
}

type Mark =
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly queue: QueueName;
      readonly pattern?: string;
      readonly last?: boolean;
    }
  | { readonly kind: 'on'; readonly topics: readonly Topic<unknown>[]; readonly queue: QueueName };

/** Fits the methods that `M` describes, and no others. */
type Decorate<M> = <T extends M>(target: object, key: string, descriptor: TypedPropertyDescriptor<T>) => void;

const MARKS = 'benfu:handlers';
const marksOf = (method: object): Mark[] => (Reflect.getMetadata(MARKS, method) as Mark[] | undefined) ?? [];

const marker =
  (mark: Mark) =>
  <T>(_target: object, _key: string, { value }: TypedPropertyDescriptor<T>): void => {
    const method = value as object;
    Reflect.defineMetadata(MARKS, [...marksOf(method), mark], method);
  };

/** The method does the jobs called `name`. */
export const Job = (
  name: string,
  { queue = 'quick' }: HandlerOptions = {},
): Decorate<(data: never) => Promise<unknown>> => marker({ kind: 'job', name, queue });

/** The method runs by a cron pattern in Asia/Shanghai, and once at each start: it asks the database what is due. */
export const Every = (
  pattern: string,
  name: string,
  { queue = 'quick', last = false }: ScheduleOptions = {},
): Decorate<() => Promise<unknown>> => marker({ kind: 'job', name, pattern, queue, last });

/** The method hears every fact of a topic, or of several, in a transaction of its own and with effect once. */
export const On = <P>(
  topic: Topic<P> | readonly Topic<P>[],
  { queue = 'quick' }: HandlerOptions = {},
): Decorate<(fact: FactRow<P>) => Promise<unknown>> =>
  marker({ kind: 'on', topics: 'name' in topic ? [topic] : topic, queue });

/** Every marked method of the program, found once; a wrong declaration stops the start. */
@Injectable()
export class JobRegistry {
  private found?: {
    readonly handlers: ReadonlyMap<string, Handler>;
    readonly schedules: readonly Schedule[];
    readonly subscribers: ReadonlyMap<string, Subscriber>;
  };

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Fails the start of the program, rather than the first job. */
  onApplicationBootstrap(): void {
    this.all();
  }

  /** Scheduled jobs in the order of declaration, those that come last at the end. */
  get schedules(): readonly Schedule[] {
    return this.all().schedules;
  }

  get subscribers(): ReadonlyMap<string, Subscriber> {
    return this.all().subscribers;
  }

  /** Those who hear a topic. */
  hearers(topic: string): Subscriber[] {
    return [...this.subscribers.values()].filter((subscriber) => subscriber.topics.includes(topic));
  }

  /** The handler of a job name; throws when there is none. */
  handler(name: string): Handler {
    const handler = this.all().handlers.get(name);
    if (!handler) throw new Error(`no handler for job ${name}`);
    return handler;
  }

  private all(): NonNullable<typeof this.found> {
    return (this.found ??= this.discover());
  }

  private discover(): NonNullable<typeof this.found> {
    const handlers = new Map<string, Handler>();
    const schedules: Schedule[] = [];
    const closing: Schedule[] = [];
    const subscribers = new Map<string, Subscriber>();
    for (const { owner, key, method, mark } of this.marked()) {
      if (mark.kind === 'on') {
        const unknown = mark.topics.find((topic) => allTopics().get(topic.name) !== topic);
        if (unknown) throw new Error(`unknown topic: ${unknown.name}`);
        const name = `${owner}.${key}`;
        const topics = mark.topics.map((topic) => topic.name);
        once(subscribers, name, { name, queue: mark.queue, topics, hear: method });
      } else {
        const handler: Handler = { name: mark.name, queue: mark.queue, run: method };
        once(handlers, mark.name, handler);
        if (mark.pattern) (mark.last ? closing : schedules).push({ ...handler, pattern: mark.pattern });
      }
    }
    return { handlers, schedules: [...schedules, ...closing], subscribers };
  }

  private *marked(): Generator<{ owner: string; key: string; method: Marked; mark: Mark }> {
    const seen = new Set<object>();
    for (const { instance } of this.discovery.getProviders() as { instance: object | null | undefined }[]) {
      if (!instance || typeof instance !== 'object' || seen.has(instance)) continue;
      seen.add(instance);
      const prototype = Object.getPrototypeOf(instance) as Record<string, Marked> | null;
      if (!prototype) continue;
      for (const key of this.scanner.getAllMethodNames(prototype)) {
        const method = prototype[key]!;
        for (const mark of marksOf(method)) {
          yield {
            owner: instance.constructor.name,
            key,
            method: (argument) => method.call(instance, argument),
            mark,
          };
        }
      }
    }
  }
}

type Marked = (argument: unknown) => Promise<unknown>;

function once<T>(map: Map<string, T>, name: string, value: T): void {
  if (map.has(name)) throw new Error(`two handlers for ${name}`);
  map.set(name, value);
}
