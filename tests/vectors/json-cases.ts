/** JSON as somebody may write it; its canonical form is worked out. */

const NUMBERS = [
  "0 -0 1 -1 10 9007199254740991 9007199254740993 -9007199254740991 12345678901234567890",
  "0.1 0.30000000000000004 1.0 4.50 2e-3 333333333.33333329 1E30 0.000000000000000000000000001",
  "1e20 123456789012345680000 1e21 1.5e21 -1e21 1e22 999999999999999900000 1e-6 0.0000015 1e-7 1.5e-7 -1e-7",
  "5e-324 2.2250738585072014e-308 1.7976931348623157e308 295147905179352830000 1e23 9.5e-7",
].flatMap((line) => line.split(" "));

const STRINGS = [
  String.raw`""`,
  String.raw`"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"`,
  String.raw`"\b\t\n\f\r\u0000\u001f\u007f\u0080\u2028\u2029\ufeff"`,
  String.raw`"\ud83d\ude00 is 😀, \ud842\udfb7 is 𠮷"`,
  String.raw`"e\u0301 is not \u00e9: letters are not composed"`,
];

const OBJECTS = [
  String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
  String.raw`{"\uffff":1,"\ud800\udc00":2,"z":3,"":4,"aa":5,"a":6,"A":7,"10":8,"9":9}`,
  String.raw`{"__proto__":{"b":[],"a":{}},"constructor":null,"toString":true}`,
  String.raw`{ "numbers" : [ 333333333.33333329, 1E30, 4.50, 2e-3, 1e-27 ], "literals" : [ null, true, false ] }`,
  String.raw`[[],{},[[1],[2,[3]]],[{"b":2,"a":1}]]`,
  String.raw`{"event":{"people":[1],"enclosed":"x"},"at":"2026-11-27T00:00:00.000Z"}`,
];

export const JSON_CASES: readonly string[] = ["null", "true", "false", ...NUMBERS, ...STRINGS, ...OBJECTS];

/** JSON that has no canonical form: half of a character has no UTF-8. */
export const JSON_REFUSED: readonly string[] = [
  String.raw`"\ud800"`,
  String.raw`"a\udc00b"`,
  String.raw`{"\ud83d":1}`,
  String.raw`["\ude00\ud83d"]`,
];
