import { DateTime } from 'luxon';
import { isEndpoint, isNetwork, isUrl } from './addresses';
import { isHostEntry } from './allowed-hosts';
import { CITY_ZONE } from './clock';

type Parse = (text: string) => unknown;

/** The variables that are declared, by the property that holds them. */
export const variables = new Map<string, { readonly name: string; readonly parse: Parse }>();
const asText: Parse = (text) => text;
/** A number. */
export const asNumber: Parse = (text) => Number(text);
/** What only looks like an address becomes one that no rule takes, so that it is refused here and shown nowhere. */
export const asUrl: Parse = (text) => (isUrl(text) ? text : '');
/** The address of a service that others may not overhear, without a slash at its end; what is none becomes empty. */
export const asEndpoint: Parse = (text) => (isEndpoint(text) ? text.replace(/\/+$/, '') : '');
/** Items between commas. */
export const asList: Parse = (text) => text.split(',').map((item) => item.trim());
/** Hosts between commas; what is none becomes empty. */
export const asHosts: Parse = (text) =>
  text.split(',').map((item) => (isHostEntry(item.trim()) ? item.trim() : ''));

/** A day starts at midnight in Asia/Shanghai; what the calendar does not hold is left to the validator. */
export const asInstant: Parse = (text) =>
  /^\d{4}-\d\d-\d\d/.test(text) ? DateTime.fromISO(text, { zone: CITY_ZONE }).toMillis() : Number.NaN;

/** A number of hops, or addresses and networks; anything else becomes empty, and so is refused. */
export const asProxies: Parse = (text) =>
  /^\d+$/.test(text) || text.split(',').every((item) => isNetwork(item.trim())) ? text : '';

/** Reads the property from the environment variable `name`. */
export function Variable(name: string, parse: Parse = asText): PropertyDecorator {
  return (_target, property) => void variables.set(String(property), { name, parse });
}
