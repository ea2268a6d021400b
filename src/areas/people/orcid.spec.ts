import { isOrcid, tidyOrcid } from './orcid';

it.each(['0000-0002-1825-0097', '0000-0002-1694-233X'])('accepts %s', (orcid) =>
  expect(isOrcid(orcid)).toBe(true),
);
it.each(['0000-0002-1825-0098', '0000-0002-1694-2330', '0000000218250097', ''])('refuses %s', (orcid) =>
  expect(isOrcid(orcid)).toBe(false),
);
it.each(['https://orcid.org/0000-0002-1694-233x', '000000021694233X', ' 0000-0002-1694-233X '])(
  'tidies %s',
  (orcid) => expect(tidyOrcid(orcid)).toBe('0000-0002-1694-233X'),
);
