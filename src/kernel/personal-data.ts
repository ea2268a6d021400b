/** What of a person a text may hold that others are not to read. */
export type PersonalData = 'PHONE' | 'IDENTITY_NUMBER' | 'EMAIL';

const EMAIL = /[\p{L}\d._%+-]@[\p{L}\d-]+(\.[\p{L}\d-]+)+/u;
const MOBILE = /(?<![\da-z])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\da-z])/i;
const LANDLINE = /(?<![\da-z-])(?:\(0\d{2,3}\) ?|0\d{2,3}[ -])\d{3,4}[ -]?\d{4}(?![\da-z])/i;
/** Of a resident: 18 digits, the last perhaps an X, or 15 as before 1999; a birthday stands in the midst. */
const IDENTITY_18 =
  /(?<![\da-z])[1-9]\d{5}(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dx](?![\da-z])/i;
const IDENTITY_15 = /(?<![\da-z])[1-9]\d{7}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}(?![\da-z])/i;

/** As a reader sees it: full-width digits are digits, what has no width is not there, every dash is one. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/(?<=\d)[\s·.]+(?=\d)/g, ' ');

/** The first thing in a text that looks like a mail address, an identity number or a phone number. */
export function personalDataIn(text: string): PersonalData | undefined {
  const said = plain(text);
  if (EMAIL.test(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))) return 'EMAIL';
  // Identity numbers are written in groups as well.
  const closed = said.replace(/(?<=\d)[ -](?=[\dx])/gi, '');
  if ([said, closed].some((one) => IDENTITY_18.test(one) || IDENTITY_15.test(one))) return 'IDENTITY_NUMBER';
  return MOBILE.test(said) || LANDLINE.test(said) ? 'PHONE' : undefined;
}
