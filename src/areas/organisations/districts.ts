/** The districts and counties of Xining, GB/T 2260. */
export const DISTRICTS: Readonly<Record<string, { zh: string; en: string }>> = {
  '630100': { zh: '西宁市', en: 'Xining' },
  '630102': { zh: '城东区', en: 'Chengdong' },
  '630103': { zh: '城中区', en: 'Chengzhong' },
  '630104': { zh: '城西区', en: 'Chengxi' },
  '630105': { zh: '城北区', en: 'Chengbei' },
  '630106': { zh: '湟中区', en: 'Huangzhong' },
  '630121': { zh: '大通回族土族自治县', en: 'Datong' },
  '630123': { zh: '湟源县', en: 'Huangyuan' },
};

const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}$/;

/** Whether a code is a GB/T 2260 code of six digits of some province; Xining's own are checked against the list. */
export const isDistrict = (code: string): boolean =>
  PROVINCE.test(code) && (!code.startsWith('6301') || code in DISTRICTS);
