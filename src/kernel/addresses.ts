import { isIP } from 'node:net';

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

/** Whether a text is an address whose name and password can be read. */
export function isUrl(text: string): boolean {
  try {
    const { username, password } = new URL(text);
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is an address, a network in CIDR notation or a network that express knows by name. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === undefined) return longest > 0 || NAMED_NETWORKS.includes(text);
  return more.length === 0 && /^\d+$/.test(bits) && Number(bits) > 0 && Number(bits) <= longest;
}

const OWN_NAMES = /^(localhost|[^.:]+|.+\.(local|internal|lan|localhost))$/;
const OWN_ADDRESSES =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]|\[f[cd][\da-f]{2}:|\[fe80:)/;

/**
 * Whether a text is the address of a service that others may not overhear: https, or a host of the operator's own network.
 * Without name, password and query, since those would stand in logs.
 */
export function isEndpoint(text: string): boolean {
  if (!isUrl(text) || /[?#@\s]/.test(text)) return false;
  const { protocol, hostname } = new URL(text);
  const own = isIP(hostname.replace(/[[\]]/g, '')) > 0 ? OWN_ADDRESSES : OWN_NAMES;
  return protocol === 'https:' || (protocol === 'http:' && own.test(hostname));
}
