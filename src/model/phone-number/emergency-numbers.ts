/**
 * The numbers of police, fire brigade and ambulance, by country (ISO 3166-1). Test numbers of the emergency service
 * stand here too: they are sent the same way. 112 and 911 are added for every country, as mobile networks do.
 */
const BY_NUMBERS: readonly (readonly [numbers: string, countries: string])[] = [
  ['911 933', 'US CA'],
  [
    '911',
    'AG AI AR AS BB BM BO BS BZ CR DM DO EC GD GU GY HN JM KN KY LC LR MP MS MX NI PA PE PH PR PW PY SV TC UY VC VG VI',
  ],
  ['112', 'AX BG CZ DK EE FI GL IS LI LT LU LV NL PT SE'],
  ['112 110', 'DE'],
  ['112 133 144 122 140', 'AT'],
  ['112 117 118 144 1414', 'CH'],
  ['112 100 101', 'BE'],
  ['112 15 17 18 114 119 191 196', 'FR GF GP MQ RE YT PM BL MF'],
  ['112 15 17 18', 'MC'],
  ['112 113 115 118', 'IT SM VA'],
  ['112 061 062 080 085 088 091', 'ES'],
  ['112 110 116 118', 'AD'],
  ['112 997 998 999', 'PL'],
  ['112 110 113', 'NO SJ'],
  ['112 150 155 158', 'SK'],
  ['112 104 105 107', 'HU'],
  ['112 113', 'SI'],
  ['112 192 193 194', 'HR'],
  ['112 122 123 124', 'BA ME'],
  ['112 192 193 194', 'MK RS XK'],
  ['112 127 128 129', 'AL'],
  ['112 100 166 199', 'GR'],
  ['112 199', 'CY'],
  ['112', 'RO MT GE'],
  ['112 999', 'IE'],
  ['999 112', 'GB GG IM JE'],
  ['112 190 199', 'GI'],
  ['101 102 103 112', 'BY RU UA KZ KG UZ TJ TM AM AZ MD'],
  ['110 112 155', 'TR'],
  ['100 101 102', 'IL'],
  ['911', 'JO'],
  ['112 140 175', 'LB'],
  ['911 997 998 999', 'SA'],
  ['997 998 999', 'AE'],
  ['999', 'BH QA ZW ZM KE UG BW SZ'],
  ['9999', 'OM'],
  ['112', 'KW'],
  ['110 115 125', 'IR'],
  ['104 115 122 911', 'IQ'],
  ['122 123 180', 'EG'],
  ['15 19 150 177', 'MA'],
  ['190 197 198', 'TN'],
  ['14 17 1548', 'DZ'],
  ['10111 10177 107 112', 'ZA NA'],
  ['112 199', 'NG'],
  ['112 191 192 193 999', 'GH'],
  ['112 114 115', 'TZ'],
  ['112 912', 'RW'],
  ['907 911 939 991', 'ET'],
  ['15 17 18', 'SN ML BF NE GA CI TG BJ'],
  ['100 101 102 108 112', 'IN'],
  ['15 16 115 1122', 'PK'],
  ['999', 'BD'],
  ['110 118 119', 'LK'],
  ['100 101 102', 'NP'],
  ['110 119 120 122', 'CN'],
  ['999 112 992', 'HK'],
  ['999', 'MO'],
  ['110 119', 'TW'],
  ['110 118 119', 'JP'],
  ['112 117 119', 'KR'],
  ['112 113 114 115', 'VN'],
  ['191 199 1669', 'TH'],
  ['999 995', 'SG'],
  ['999 112', 'MY'],
  ['991 993 995', 'BN'],
  ['110 112 113 118 119', 'ID'],
  ['117 118 119', 'KH'],
  ['000 106 112', 'AU'],
  ['111', 'NZ'],
  ['911 917', 'FJ'],
  ['111 112', 'PG'],
  ['190 192 193', 'BR'],
  ['131 132 133', 'CL'],
  ['123 112', 'CO'],
  ['171 911', 'VE'],
  ['911 912 913', 'CU'],
  ['110 120 122 123', 'GT'],
  ['114 118', 'HT'],
  ['990 999 811', 'TT'],
];

const EVERYWHERE = ['112', '911'];

/** Where the country is not known: what people of most countries learn as children. None of them could be anything else. */
const UNKNOWN_COUNTRY = [...EVERYWHERE, '999', '000', '110', '111', '119', '933'];

/** Whether these digits call for help in this country. They are then sent as they are, and never asked about. */
export function isEmergencyNumber(digits: string, country: string | undefined): boolean {
  if (country === undefined) return UNKNOWN_COUNTRY.includes(digits);
  return (
    EVERYWHERE.includes(digits) ||
    BY_NUMBERS.some(([numbers, countries]) => hasWord(countries, country) && hasWord(numbers, digits))
  );
}

function hasWord(list: string, word: string): boolean {
  return list.split(' ').includes(word);
}
