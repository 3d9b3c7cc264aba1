# Writes `count` paragraphs into the folder `to`, the same ones every time: words with the frequencies that words have,
# forty topics, twenty owners. For benchmarks of large libraries.
function next_random() {  # 0 to 1, of a generator of its own: awk's differ
  seed = (seed * 16807) % 2147483647
  return seed / 2147483647
}
function word() {
  return words[1 + int(word_count * next_random() ^ 3)]
}
BEGIN {
  seed = 42
  heads = split("school child parent council local national public service letter matter policy review guidance " \
                "teacher pupil place appeal local fund budget term winter summer travel meal health safety care " \
                "support plan report record visit check train learn govern manage admit exclude attend inspect " \
                "concern question answer decision statute duty power right need help", head, " ")
  tails = split("|s|ed|ing|er|ers|ment|ation|al|ally|ity|ness|ful|less|able|ly|ism|ist|ive|ary|hood|ship|ward|wise|like", tail, "|")
  word_count = 0
  for (t = 1; t <= tails; ++t)
    for (h = 1; h <= heads; ++h) words[++word_count] = head[h] tail[t]
  for (n = 1; n <= count; ++n) {
    topic = 1 + int(40 * next_random())
    file = to "/" word() "-" n ".md"
    title = ""
    for (i = 0; i < 5; ++i) title = title (i ? " " : "") word()
    printf "---\ntitle: %s\ntopics: [topic-%d]\nowner: Unit %d\nrevision: 1\norder: %d\n---\n", title, topic,
           1 + int(20 * next_random()), n % 100 > file
    for (sentence = 0; sentence < 6; ++sentence) {
      line = ""
      for (i = 0; i < 15; ++i) line = line (i ? " " : "") word()
      printf "%s%s.", (sentence ? " " : ""), line > file
    }
    printf " Case {{reference}}, number%d.\n", n > file
    close(file)
  }
}
