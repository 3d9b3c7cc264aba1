#!/usr/bin/env bash
# cases.sh COUNT PARAGRAPHS: an export of that many cases, a line of JSON each, with letters of that many paragraphs, no two of which
# are the same. Every 400th has no correspondent, and is refused.
awk -v count="$1" -v paragraphs="$2" '
function draw(below) {
  seed = (seed * 1103515 + 12345) % 2147483648
  return int(seed / 65536) % below
}
BEGIN {
  split("Watling Okafor Pritchard Singh Fry Falk Merrow Ashdown", names, " ")
  split("Telford Wrexham Ely Selby Kettering", towns, " ")
  n = split("the school council governors a pupil parents place term report grant forum letter answer teacher lesson review plan " \
    "visit week of year group question support meeting about during before and because where whether", words, " ")
  seed = 20161026
  phrases = 500
  for (i = 0; i < phrases; i++) {
    phrase[i] = ""
    for (w = 0; w < 30; w++) {
      at = (at + 1 + draw(n - 1)) % n  # never the same word twice
      phrase[i] = phrase[i] " " words[1 + at]
    }
  }
  for (i = 1; i <= count; i++) {
    text = ""
    for (p = 1; p <= paragraphs; p++)
      text = text ", {\"text\": \"In matter " i "/" p " we noted" phrase[draw(phrases)] ", " phrase[draw(phrases)] ", " \
        phrase[draw(phrases)] ".\"}"
    gsub(/,  /, ", ", text)
    correspondent = sprintf("\"correspondent\": {\"title\": \"Mrs\", \"forename\": \"Ada\", \"surname\": \"%s\", \"role\": \"parent\", " \
      "\"address\": [\"%d High Street\", \"%s\"], \"postcode\": \"TF1 1AA\"}, ", names[1 + i % 8], i, towns[1 + i % 5])
    printf "{\"reference\": \"2016-%07d\", \"department\": \"dfe\", \"date\": \"2016-10-26\", " \
      "\"incoming\": {\"dated\": \"2016-10-03\", \"received\": \"2016-10-05\", \"channel\": \"letter\"}, %s" \
      "\"subject\": \"Places at the school, matter %d\", \"topics\": [\"attendance\"], \"signatory\": \"denise-clavery\", " \
      "\"facts\": {\"penalty\": \"60\"}, \"paragraphs\": [{\"use\": \"thanks\"}%s, {\"use\": \"closing-thanks\"}]}\n",
      i, i % 400 ? correspondent : "", i, text
  }
}'
