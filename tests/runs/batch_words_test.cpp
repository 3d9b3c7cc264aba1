// What a batch says while it runs and when it ends: to people, to programs, to a monitor. Nobody's name is in it.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "batch_desk.hpp"

namespace engross::test {
namespace {
using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class BatchWords : public testing::Test {
 protected:
  // References, names and addresses of the sample export, and what was mistyped for a date.
  void expect_nobody_in(const std::string& words) const {
    for (const char* personal :
         {"2016-00501", "Ashdown",    "Merrow",   "Joanna", "Lindqvist", "Pellworth",     "Halloran",  "Ravi",
          "Menon",      "Bhriain",    "Tremaine", "Emrys",  "Cadwell",   "Gwenllian",     "Tomasz",    "Tanyard",
          "Millstream", "Harrowdale", "TN24",     "SW1A",   "HR1",       "S60",           "SG12",      "CA9",
          "PL23",       "NN14",       "CT1",      "LL49",   "WR11",      "children born", "bus fares", "Nia-born"})
      EXPECT_THAT(words, Not(HasSubstr(personal)));
  }
  std::string with_faults() const {
    return desk.changed("bad.csv", {{"Reply,26/10/2016,03/10/2016", "Reply,Nia-born,03/10/2016"},
                                    {"2016-0050103,", "2016-0050102,"},
                                    {",SW1A 0PW,", ",,"}});
  }
  BatchDesk desk;
};

// As Prometheus reads them: HELP and TYPE before each metric, once; labels quoted; a number.
std::map<std::string, double> read_metrics(const std::string& text) {
  static const std::regex about("# (HELP|TYPE) ([a-z_]+) (.+)");
  static const std::regex sample("([a-z_]+)\\{run=\"[0-9a-f]{16}\",shard=\"1/1\"\\} ([-+.e0-9]+)");
  std::map<std::string, double> metrics;
  std::map<std::string, std::string> types;
  EXPECT_TRUE(text.ends_with("\n"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts, about)) {
      EXPECT_EQ(metrics.count(parts[2]), 0U) << line;
      if (parts[1] == "TYPE") {
        EXPECT_TRUE(parts[3] == "counter" || parts[3] == "gauge") << line;
        EXPECT_EQ(parts[3] == "counter", std::string(parts[2]).ends_with("_total")) << line;
        EXPECT_TRUE(types.emplace(parts[2], parts[3]).second) << line;
      }
    } else if (std::regex_match(line, parts, sample)) {
      EXPECT_EQ(types.count(parts[1]), 1U) << line;
      EXPECT_TRUE(metrics.emplace(parts[1], std::stod(parts[2])).second) << line;
    } else {
      ADD_FAILURE() << "no line of metrics: " << line;
    }
  }
  return metrics;
}

TEST_F(BatchWords, NameNobodyInALog) {
  const Outcome outcome = desk.batch(with_faults(), "run", {"--unsigned", "--metrics", desk.in("run.prom")});
  EXPECT_EQ(outcome.exit_code, 4) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("warning: row 1 (line 2) is refused [exports.date]"),
                                 HasSubstr("warning: row 3 (line 4) is refused [batch.twice]"),
                                 HasSubstr("warning: row 4 (line 5) is refused [exports.required]")));
  EXPECT_THAT(outcome.out, ContainsRegex("9 letters in .*run, 9 pages, [0-9,]+ bytes; 3 refused\\. 9 now, .*/s in "));
  for (const std::string& words :
       {outcome.err, outcome.out, read_file(desk.in("run.prom")), read_file(desk.in("run/summary.json"))})
    expect_nobody_in(words);
}

TEST_F(BatchWords, AreMetricsForAMonitor) {
  ASSERT_EQ(desk.batch(with_faults(), "run", {"--unsigned", "--metrics", desk.in("run.prom")}).exit_code, 4);
  auto metrics = read_metrics(read_file(desk.in("run.prom")));
  EXPECT_EQ(metrics.size(), 13U);
  EXPECT_EQ(metrics["engross_batch_letters_issued_total"], 9);
  EXPECT_EQ(metrics["engross_batch_cases_refused_total"], 3);
  EXPECT_EQ(metrics["engross_batch_rows_read_total"], 12);
  EXPECT_EQ(metrics["engross_batch_cases_at_work"], 0);
  EXPECT_EQ(metrics["engross_batch_workers"], 2);
  EXPECT_EQ(metrics["engross_batch_export_read_ratio"], 1);
  EXPECT_EQ(metrics["engross_batch_running"], 0);
  EXPECT_EQ(metrics["engross_batch_complete"], 1);
  ASSERT_EQ(desk.batch(with_faults(), "run", {"--unsigned", "--resume", "--metrics", desk.in("run.prom")}).exit_code,
            4);
  metrics = read_metrics(read_file(desk.in("run.prom")));
  EXPECT_EQ(metrics["engross_batch_letters_issued_total"], 0);
  EXPECT_EQ(metrics["engross_batch_cases_ended_before_total"], 12);
  desk.store = "held";
  ASSERT_EQ(desk.batch(desk.cases, "held", {"--unsigned", "--hold", "3", "--metrics", desk.in("run.prom")}).exit_code,
            0);
  metrics = read_metrics(read_file(desk.in("run.prom")));
  EXPECT_EQ(metrics["engross_batch_letters_issued_total"], 3);
  EXPECT_EQ(metrics["engross_batch_complete"], 0);
}

TEST_F(BatchWords, AreAnObjectForPrograms) {
  const Outcome outcome = desk.batch(with_faults(), "run", {"--unsigned", "--json"});
  EXPECT_EQ(outcome.exit_code, 4);
  const json said = json::parse(outcome.out);
  EXPECT_EQ(said["ok"], false);
  EXPECT_EQ(said["result"]["run"]["issued"], 9);
  EXPECT_EQ(said["result"]["run"]["refused"], 3);
  EXPECT_EQ(said["result"]["run"]["workers_replaced"], 0);
  EXPECT_EQ(said["result"]["summary"], json::parse(read_file(desk.in("run/summary.json"))));
  EXPECT_EQ(said["result"]["summary"]["refused_file"], "refused.csv");
  EXPECT_EQ(said["result"]["summary"]["refused_by"],
            (json{{"batch.twice", 1}, {"exports.date", 1}, {"exports.required", 1}}));
  EXPECT_EQ(said["diagnostics"].size(), 3U);
  const json event = json::parse(outcome.err);  // one line: the last word
  EXPECT_EQ(event["event"], "complete");
  EXPECT_EQ(event["issued"], 9);
  EXPECT_EQ(event["refused"], 3);
  EXPECT_EQ(event["part_read"], 1);
  expect_nobody_in(outcome.err);
}

TEST_F(BatchWords, OfACheck) {
  const Outcome outcome = desk.batch(with_faults(), "", {"--check", "--json"});
  EXPECT_EQ(outcome.exit_code, 1);
  const json result = json::parse(outcome.out)["result"];
  EXPECT_EQ(result["cases"], 12);
  EXPECT_EQ(result["refused"], 3);
  EXPECT_EQ(result["errors"], (json{{"batch.twice", 1}, {"exports.date", 1}, {"exports.required", 1}}));
  EXPECT_EQ(result["estimate"]["letters"], 9);
  EXPECT_EQ(result["estimate"]["pages"], 9);
  EXPECT_GT(result["estimate"]["bytes"], 9 * 23'000);
  EXPECT_EQ(desk.batch(desk.cases, "", {"--check"}).exit_code, 0);
}

TEST_F(BatchWords, OfProofs) {
  const Outcome outcome = desk.batch(desk.cases, "proofs", {"--proofs", "3", "--json"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(json::parse(outcome.out)["result"]["proofs"], 3);
  for (const char* reference : {"2016-0050104", "2016-0050108", "2016-0050112"})
    EXPECT_THAT(read_file(desk.in("proofs/" + std::string(reference) + ".proof.pdf")), HasSubstr("%PDF-1.7"));
  EXPECT_EQ(run({"ls", desk.in("store")}).exit_code, 2) << "nothing is issued";
}

// A department that takes its time of one case: some seconds, of which each is told.
class SlowBatch : public BatchWords {
 protected:
  Outcome slow(const std::vector<std::string>& how) const {
    constexpr std::size_t hangs = 171;  // the case 0046200
    const std::string all = export_of(hangs, "crashing");
    write_file(desk.in("slow.jsonl"), all.substr(all.rfind('\n', all.size() - 2) + 1));
    std::vector<std::string> words{"batch",
                                   desk.in("slow.jsonl"),
                                   "--out",
                                   desk.in("run"),
                                   "--unsigned",
                                   "--department",
                                   ENGROSS_CRASHING_DEPARTMENT,
                                   "--every",
                                   "1"};
    words.insert(words.end(), how.begin(), how.end());
    return desk.engross(words);
  }
};

TEST_F(SlowBatch, TellsALineNowAndThen) {
  const Outcome outcome = slow({});
  EXPECT_EQ(outcome.exit_code, 4) << outcome.err;
  EXPECT_THAT(outcome.err, ContainsRegex("100%  0 issued, 0\\.0/s, [0-9]+ workers?\n"));
  EXPECT_THAT(slow({"--resume", "--quiet"}).err, "");
}

TEST_F(SlowBatch, TellsEventsToPrograms) {
  const Outcome outcome = slow({"--json"});
  EXPECT_EQ(outcome.exit_code, 4) << outcome.err;
  std::istringstream lines(outcome.err);
  std::vector<std::string> events;
  for (std::string line; std::getline(lines, line);) {
    const json event = json::parse(line);
    events.push_back(event["event"]);
    std::set<std::string> members;
    for (const auto& [name, value] : event.items()) {
      members.insert(name);
      EXPECT_TRUE(name == "event" || value.is_number()) << line;
    }
    EXPECT_EQ(members.size(), 11U) << line;
  }
  ASSERT_GE(events.size(), 2U);
  EXPECT_EQ(events.front(), "progress");
  EXPECT_EQ(events.back(), "complete");
}

TEST_F(BatchWords, OfAnInterruptedRunSayHowItGoesOn) {
  write_file(desk.in("many.jsonl"), export_of(1500));
  const std::string script =
      "\"$@\" & batch=$!; while ! [ -e run/letters/0000 ]; do sleep 0.01; done; kill -TERM $batch; wait $batch";
  const std::vector<std::string> batch{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                       "batch",
                                       "many.jsonl",
                                       "--out",
                                       "run",
                                       "--unsigned",
                                       "--jobs",
                                       "2",
                                       "--store",
                                       "store"};
  std::vector<std::string> command{"bash", "-c", script, "bash"};
  command.insert(command.end(), batch.begin(), batch.end());
  command.emplace_back("--json");
  const Outcome outcome = run(command, {}, {}, desk.folder.path());
  EXPECT_EQ(outcome.exit_code, 130) << outcome.err;
  const json said = json::parse(outcome.out);
  EXPECT_EQ(said["ok"], false);
  EXPECT_EQ(said["diagnostics"][0]["code"], "batch.interrupted");
  EXPECT_THAT(std::string(said["diagnostics"][0]["hints"][0]),
              AllOf(HasSubstr("go on with it: engross batch many.jsonl --out run --resume")));
  EXPECT_THAT(outcome.err, HasSubstr("\"event\":\"interrupted\""));
  EXPECT_THAT(std::string(said["diagnostics"][0]["message"]),
              HasSubstr(std::to_string(letters_so_far(desk.in("run"))) + " issued and 0 refused so far"));
}

}  // namespace
}  // namespace engross::test
