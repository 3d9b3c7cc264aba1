// samples/cluster: the job files say of themselves what they must, for no cluster is here to refuse them.
#include <gmock/gmock.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/world.hpp"
#include "batch/shard.hpp"
#include "data/read.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"

namespace engross {
namespace {
using test::Succeeds;

std::string sample(const std::string& name) {
  const auto text = SystemWorld().read_file(ENGROSS_SOURCE_DIR "/samples/cluster/" + name, 1U << 20U);
  EXPECT_THAT(text, Succeeds());
  return text.value_or("");
}

std::vector<std::string> texts(const Value* list) {
  std::vector<std::string> all;
  if (list != nullptr)
    for (const Value& item : list->items()) all.push_back(item.text());
  return all;
}

class KubernetesJob : public testing::Test {
 protected:
  void SetUp() override {
    auto read = read_yaml(make_source("letters.yaml", sample("letters.yaml")));
    ASSERT_THAT(read, Succeeds());
    job = std::move(*read);
    ASSERT_THAT(at("spec.template.spec.containers").items(), testing::SizeIs(1));
  }

  const Value& at(const std::string& path) const {
    static const Value nothing;
    const Value* value = find_path(job.root, path);
    EXPECT_NE(value, nullptr) << path;
    return value == nullptr ? nothing : *value;
  }
  std::string text(const std::string& path) const { return at(path).text(); }
  bool truth(const std::string& path) const { return at(path).is_boolean() && at(path).truth(); }
  std::vector<std::string> args() const { return texts(find_path(job.root, container + ".args")); }
  std::string arg_after(const std::string& option) const {
    const auto all = args();
    const auto found = std::ranges::find(all, option);
    return found == all.end() || found + 1 == all.end() ? "" : *(found + 1);
  }

  const std::string pod = "spec.template.spec";
  const std::string container = pod + ".containers.0";
  Document job;
};

TEST_F(KubernetesJob, IsAnIndexedJobOfAsManyTasksAsShards) {
  EXPECT_EQ(text("apiVersion"), "batch/v1");
  EXPECT_EQ(text("kind"), "Job");
  EXPECT_TRUE(std::regex_match(text("metadata.name"), std::regex("[a-z0-9]([-a-z0-9]*[a-z0-9])?")));
  EXPECT_EQ(text("spec.completionMode"), "Indexed");
  ASSERT_TRUE(at("spec.completions").is_number());
  const std::string completions = text("spec.completions");
  EXPECT_EQ(arg_after("--shard"), "auto/" + completions);
  for (int index = 0; index < std::stoi(completions); ++index) {
    test::MemoryWorld world;
    world.variables["JOB_COMPLETION_INDEX"] = std::to_string(index);
    EXPECT_THAT(Shard::parse(arg_after("--shard"), world), Succeeds());
  }
}

// Which shard a pod makes is said by Kubernetes alone.
TEST_F(KubernetesJob, OverridesNoVariableThatNamesTheShard) {
  const Value* variables = find_path(job.root, container + ".env");
  if (variables != nullptr)
    for (const Value& variable : variables->items()) {
      const Value* name = variable.find("name");
      ASSERT_NE(name, nullptr);
      EXPECT_NE(name->text(), "JOB_COMPLETION_INDEX");
      EXPECT_FALSE(name->text().starts_with("SLURM_") || name->text().starts_with("AWS_BATCH_")) << name->text();
    }
  EXPECT_EQ(find_path(job.root, container + ".envFrom"), nullptr);
}

// A pod that ends is replaced by another, one index at a time, and never while it may still be at work.
TEST_F(KubernetesJob, GoesOnWhereAPodDied) {
  EXPECT_EQ(text(pod + ".restartPolicy"), "Never");  // backoffLimitPerIndex asks for it
  EXPECT_GE(std::stoi(text("spec.backoffLimitPerIndex")), 1);
  EXPECT_EQ(text("spec.podReplacementPolicy"), "Failed");
  EXPECT_GE(std::stoi(text(pod + ".terminationGracePeriodSeconds")), 30);
  EXPECT_EQ(text("spec.podFailurePolicy.rules.0.action"), "Ignore");
  EXPECT_EQ(text("spec.podFailurePolicy.rules.0.onPodConditions.0.type"), "DisruptionTarget");
  EXPECT_EQ(text("spec.podFailurePolicy.rules.1.action"), "FailIndex");
  const std::string exits = "spec.podFailurePolicy.rules.1.onExitCodes";
  EXPECT_EQ(text(exits + ".containerName"), text(container + ".name"));
  EXPECT_EQ(text(exits + ".operator"), "In");
  EXPECT_THAT(texts(&at(exits + ".values")), testing::ElementsAre("1", "2"));  // 3 and 137 are tried again
}

TEST_F(KubernetesJob, MayDoNothingButMakeLetters) {
  EXPECT_TRUE(truth(pod + ".securityContext.runAsNonRoot"));
  EXPECT_NE(text(pod + ".securityContext.runAsUser"), "0");
  EXPECT_EQ(text(pod + ".securityContext.seccompProfile.type"), "RuntimeDefault");
  EXPECT_TRUE(truth(container + ".securityContext.readOnlyRootFilesystem"));
  EXPECT_THAT(texts(&at(container + ".securityContext.capabilities.drop")), testing::ElementsAre("ALL"));
  for (const std::string& never :
       {container + ".securityContext.allowPrivilegeEscalation", pod + ".automountServiceAccountToken"}) {
    EXPECT_TRUE(at(never).is_boolean()) << never;
    EXPECT_FALSE(at(never).truth()) << never;
  }
  EXPECT_EQ(text(container + ".resources.requests.memory"), text(container + ".resources.limits.memory"));
  EXPECT_EQ(text(container + ".resources.requests.cpu"), arg_after("--jobs"));
}

// Every volume is there, every path that engross is given lies in one, and the export cannot be written to.
TEST_F(KubernetesJob, MountsWhatItReadsAndWrites) {
  std::set<std::string> volumes, mounted, paths;
  for (const Value& volume : at(pod + ".volumes").items()) volumes.insert(volume.find("name")->text());
  for (const Value& mount : at(container + ".volumeMounts").items()) {
    mounted.insert(mount.find("name")->text());
    paths.insert(mount.find("mountPath")->text());
    const Value* read_only = mount.find("readOnly");
    EXPECT_EQ(read_only != nullptr && read_only->truth(), mount.find("name")->text() == "export");
  }
  EXPECT_EQ(volumes, mounted);
  for (const std::string& arg : args())
    EXPECT_TRUE(!arg.starts_with("/") || paths.contains(arg.substr(0, arg.find('/', 1)))) << arg;
  EXPECT_THAT(args().at(0), testing::StartsWith("/letters/"));
  EXPECT_NE(arg_after("--at"), "");
  EXPECT_THAT(texts(&at(container + ".command")), testing::ElementsAre("/usr/share/engross/cluster/shard.sh"));
}

TEST(SlurmJob, IsAnArrayOfAsManyTasksAsShards) {
  const std::string file = sample("letters.sbatch");
  std::smatch array, shard;
  ASSERT_TRUE(std::regex_search(file, array, std::regex("\n#SBATCH --array=0-([0-9]+)\n")));
  ASSERT_TRUE(std::regex_search(file, shard, std::regex("--shard auto/([0-9]+) ")));
  EXPECT_EQ(std::stoi(array[1]) + 1, std::stoi(shard[1]));
  EXPECT_NE(file.find("\n#SBATCH --requeue\n"), std::string::npos);
  EXPECT_NE(file.find("\n#SBATCH --open-mode=append\n"), std::string::npos);  // what a task said before it was requeued
  EXPECT_EQ(file.find("SLURM_ARRAY_TASK_COUNT"), std::string::npos);
  // sbatch reads its options up to the first command.
  const std::size_t first_command = file.find("\n: ");
  ASSERT_NE(first_command, std::string::npos);
  EXPECT_EQ(file.find("\n#SBATCH", first_command), std::string::npos);
}

}  // namespace
}  // namespace engross
