import { lookup as askDns, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isNetwork } from './addresses';

const HOST = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/;
const LOOPBACK = /^http:\/\/127\.0\.0\.1:[1-9]\d{0,4}$/;

/** Whether a text may stand in a list of hosts: a name (https alone), an address or network, or a port of this machine. */
export const isHostEntry = (text: string): boolean =>
  HOST.test(text) || (isNetwork(text) && isIP(text.split('/')[0]!) > 0) || LOOPBACK.test(text);

/** Addresses that are not of the internet: of this machine, of somebody's own network, of nobody. */
const OWN = blockList([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '2001::/23', '2001:db8::/32', '2002::/16'],
]);
/** All else of IPv6 is not handed out, or stands for an address of IPv4. */
const GLOBAL_IPV6 = blockList(['2000::/3']);

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string | undefined];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

const isIn = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

type Resolve = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** The only servers that texts may be sent to at the word of a user, whatever address that user gives. */
export class AllowedHosts {
  private readonly origins: ReadonlySet<string>;
  private readonly networks: BlockList;

  /** Entries as `isHostEntry` takes them; `resolve` asks the DNS. */
  constructor(
    entries: readonly string[],
    private readonly resolve: Resolve = askDns,
  ) {
    const networks = entries.filter((entry) => isNetwork(entry));
    const others = entries.filter((entry) => !networks.includes(entry));
    this.origins = new Set(others.map((entry) => (entry.includes('/') ? entry : `https://${entry}`)));
    this.networks = blockList(networks);
  }

  /** Whether the address is one of an allowed server: its scheme, name and port, and no credentials in it. */
  allow({ origin, username, password }: URL): boolean {
    return this.origins.has(origin) && username === '' && password === '';
  }

  /** The DNS as connections are to ask it: what answers with an address of one's own network is not connected to. */
  readonly lookup: LookupFunction = (host, options, done) => {
    this.resolve(host, { all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const wrong = addresses.length === 0 || addresses.some(({ address }) => !this.reachable(address));
      if (wrong) return done(Object.assign(new Error('not an allowed address'), { code: 'ENOTALLOWED' }), []);
      if (options.all) return done(null, addresses);
      done(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

  private reachable(address: string): boolean {
    if (isIn(this.networks, address)) return true;
    return !isIn(OWN, address) && (isIP(address) === 4 || isIn(GLOBAL_IPV6, address));
  }
}
