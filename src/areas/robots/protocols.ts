import { createHmac } from 'node:crypto';
import type { Reply } from '../../kernel/outward';
import type { RobotKind } from './robot.lifecycle';

/** What a server's answer means. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** It takes no more for a while; `muted`: and counts what comes meanwhile against us. */
  | { readonly kind: 'limited' | 'muted'; readonly forMs: number }
  | {
      readonly kind: 'refused';
      readonly errcode: number | null;
      readonly message: string;
      /** The same message will be refused again. */
      readonly permanent: boolean;
    };

/** How a kind of robot is spoken to. */
export interface Protocol {
  readonly path: string;
  /** The parameter of the webhook that holds its key, and what a key looks like. */
  readonly parameter: string;
  readonly key: RegExp;
  readonly example: string;
  /** Bytes that a text may have. */
  readonly mostBytes: number;
  /** Says "too many in this minute"; and whether that silences the robot. */
  readonly tooMany: readonly number[];
  readonly mutes: boolean;
  /** Faults of the robot or of the message that waiting does not mend. */
  readonly permanent: readonly number[];
}

const MINUTE_MS = 60_000;
const MUTE_MS = 10 * MINUTE_MS;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

export const PROTOCOLS: Readonly<Record<RobotKind, Protocol>> = {
  WECOM: {
    path: '/cgi-bin/webhook/send',
    parameter: 'key',
    key: /^[\w-]{16,128}$/,
    example: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
    mostBytes: 2_048,
    tooMany: [45009, 45033],
    mutes: false,
    permanent: [40008, 40035, 40058, 41001, 44004, 93000, 93004, 93008],
  },
  DINGTALK: {
    path: '/robot/send',
    parameter: 'access_token',
    key: /^[\w-]{16,128}$/,
    example: 'https://oapi.dingtalk.com/robot/send?access_token=…',
    // It takes bodies of 20,000; nobody reads that in a group.
    mostBytes: 4_096,
    // The last two are not in its documentation; its servers answer them all the same.
    tooMany: [130101, 410100, 660026],
    mutes: true,
    permanent: [
      ...[40035, 43004, 101002, 300001, 300005, 310000, 400013, 400101, 400102, 400105, 400106, 460101],
    ],
  },
};

/** The webhook as it is kept, and its key; undefined where it is none of this kind. Whether its host is allowed is another matter. */
export function readWebhook(kind: RobotKind, text: string): { url: URL; key: string } | undefined {
  const { path, parameter, key } = PROTOCOLS[kind];
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const found = url.searchParams.getAll(parameter);
  const plain = url.pathname === path && url.hash === '' && url.searchParams.size === 1;
  return plain && found.length === 1 && key.test(found[0]!) ? { url, key: found[0]! } : undefined;
}

/** The webhook as a message is sent to it at an instant: signed where there is a secret. */
export function signed(webhook: string, secret: string | null, at: Date): URL {
  const url = new URL(webhook);
  if (secret === null) return url;
  const timestamp = String(at.getTime());
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set(
    'sign',
    createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
  );
  return url;
}

/** A text as both kinds take it: no markup, so that no name in it becomes a link, a heading or a mention. */
export const textMessage = (content: string): object => ({ msgtype: 'text', text: { content } });

/** What an answer means. Both kinds say what went wrong in a 200: only `errcode` 0 is a yes. */
export function verdictOf(kind: RobotKind, { status, retryAfterMs, text }: Reply): Verdict {
  const { tooMany, mutes, permanent } = PROTOCOLS[kind];
  if (status === 429)
    return { kind: 'limited', forMs: Math.min(Math.max(retryAfterMs ?? 0, MINUTE_MS), LONGEST_PAUSE_MS) };
  if (status !== 200) return refused(null, `HTTP ${status}`, status < 500 && status !== 408);
  const { errcode, errmsg, punish } = parsed(text);
  if (errcode === 0) return { kind: 'taken' };
  // Before the robot's own server stands one that answers floods in its own way.
  const flood = punish !== undefined || (errcode !== null && tooMany.includes(errcode));
  if (flood) return mutes ? { kind: 'muted', forMs: MUTE_MS } : { kind: 'limited', forMs: MINUTE_MS };
  if (errcode === null) return refused(null, 'the answer is not of this protocol', false);
  return refused(errcode, errmsg, permanent.includes(errcode));
}

const refused = (errcode: number | null, message: string, permanent: boolean): Verdict => ({
  ...{ kind: 'refused', errcode, message, permanent },
});

const MOST_CHARACTERS = 200;

function parsed(text: string): { errcode: number | null; errmsg: string; punish: unknown } {
  const { errcode, errmsg, punish } = objectIn(text);
  // The documentation of 钉钉 shows the number as a text, too.
  const code = typeof errcode === 'string' && /^-?\d{1,9}$/.test(errcode) ? Number(errcode) : errcode;
  const said = typeof errmsg === 'string' ? errmsg.replace(/\p{Cc}+/gu, ' ').slice(0, MOST_CHARACTERS) : '';
  return { errcode: Number.isInteger(code) ? (code as number) : null, errmsg: said, punish };
}

function objectIn(text: string): { errcode?: unknown; errmsg?: unknown; punish?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}
