import { fold } from '../../kernel/fold';

/** Identity codes of organisations, with their check digits, and the codes of what they do. */

/** A name without what spelling may change: width, traditional characters, case, spaces and punctuation. */
export const nameKey = (name: string): string =>
  fold(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a text has the form of a sector code (GB/T 4754-2017): C, C26, 26, 2613. */
export const isSector = (code: string): boolean => /^[A-T](\d{2,4})?$|^\d{2,4}$/.test(code);

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The last character of a unified social credit code, from its first 17 (GB 32100-2015). */
export function usccCheck(first17: string): string {
  const sum = USCC_WEIGHTS.reduce(
    (total, weight, at) => total + weight * USCC_ALPHABET.indexOf(first17[at]!),
    0,
  );
  return USCC_ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Whether a unified social credit code is well-formed and its check character right. */
export const isUscc = (code: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code) && usccCheck(code.slice(0, 17)) === code[17];

const ROR_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A ROR id without its URL, lower case. */
export const bareRor = (ror: string): string =>
  ror
    .trim()
    .toLowerCase()
    .replace(/^(https?:\/\/)?ror\.org\//, '');

/** Whether a bare ROR id is well-formed and its two check digits right (ISO/IEC 7064 mod 97-10). */
export function isRor(ror: string): boolean {
  if (!/^0[0-9a-hj-km-np-tv-z]{6}\d{2}$/.test(ror)) return false;
  const value = [...ror.slice(0, 7)].reduce((total, char) => total * 32 + ROR_ALPHABET.indexOf(char), 0);
  return 98 - ((value * 100) % 97) === Number(ror.slice(7));
}
