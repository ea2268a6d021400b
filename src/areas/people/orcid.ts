/** An ORCID iD without its URL, with hyphens: 0000-0002-1825-0097. */
export function tidyOrcid(orcid: string): string {
  const bare = orcid
    .trim()
    .toUpperCase()
    .replace(/^(HTTPS?:\/\/)?ORCID\.ORG\//, '')
    .replace(/-/g, '');
  return bare.replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether a tidy ORCID iD is well-formed and its check character right (ISO 7064 mod 11-2). */
export function isOrcid(orcid: string): boolean {
  if (!/^(\d{4}-){3}\d{3}[\dX]$/.test(orcid)) return false;
  const digits = orcid.replace(/-/g, '');
  const total = [...digits.slice(0, 15)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? 'X' : String(check));
}
