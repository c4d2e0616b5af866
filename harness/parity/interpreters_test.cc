#include "harness/parity/interpreters.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace parallax {
namespace fs = std::filesystem;
namespace {

class InterpretersTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ =
        fs::path(testing::TempDir()) / ("parallax_interpreters_test_" + std::to_string(getpid()));
    fs::remove_all(root_);
    for (const char* path : {"usr/bin/python3.5", "versions/3.13.0/bin/python",
                             "versions/3.13.10/bin/python", "versions/2.7.18/bin/python"}) {
      fs::create_directories((root_ / path).parent_path());
      std::ofstream(root_ / path) << "#!/bin/sh\n";
      fs::permissions(root_ / path, fs::perms::owner_all);
    }
    std::ofstream(root_ / "usr/bin/python3.4") << "not to be run";
    places_.path = {root_ / "usr/bin"};
    places_.versions = {root_ / "versions"};
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string find(const std::string& word, const std::string& module = "") {
    const auto spec = find_interpreter(word, module, places_);
    return spec ? spec->text.substr(0, 7) +
                      fs::path(spec->text.substr(7)).lexically_relative(root_).string()
                : "none";
  }

  fs::path root_;
  Places places_;
};

TEST_F(InterpretersTest, CommandsVersionsAndPathsAreFound) {
  EXPECT_EQ(find("python3.5"), "python:usr/bin/python3.5");
  EXPECT_EQ(find("3.13.0"), "python:versions/3.13.0/bin/python");
  EXPECT_EQ(find("3.13"), "python:versions/3.13.10/bin/python");
  EXPECT_EQ(find("2.7"), "python:versions/2.7.18/bin/python");
  EXPECT_EQ(find((root_ / "usr/bin/python3.5").string()), "python:usr/bin/python3.5");
}

TEST_F(InterpretersTest, AModuleIsNamedBehindTheProgram) {
  EXPECT_EQ(find("2.7", "pep546"), "python:versions/2.7.18/bin/python+pep546");
  EXPECT_FALSE(find_interpreter("cmd:true", "pep546", places_));
}

TEST_F(InterpretersTest, WhatIsNoProgramIsNotFound) {
  EXPECT_EQ(find("python3.4"), "none");
  EXPECT_EQ(find("3.1"), "none");
  EXPECT_FALSE(find_interpreter("/nonexistent/python", "", places_));
  EXPECT_NE(find_interpreter("3.1", "", places_).error().find("--root"), std::string::npos);
}

TEST_F(InterpretersTest, AllAreThePythons3EachOnce) {
  fs::create_symlink("python3.5", root_ / "usr/bin/python3");
  std::vector<std::string> found;
  for (const EngineSpec& spec : all_interpreters("", places_))
    found.push_back(fs::path(spec.text.substr(7)).lexically_relative(root_).string());
  EXPECT_EQ(found, (std::vector<std::string>{"usr/bin/python3", "versions/3.13.10/bin/python",
                                             "versions/3.13.0/bin/python"}));
}

TEST_F(InterpretersTest, RootsComeFirst) {
  const Places places = places_of({root_.string()});
  ASSERT_GE(places.path.size(), 3u);
  EXPECT_EQ(places.path[1], root_ / "usr/bin");
  EXPECT_TRUE(find_interpreter("3.13.0", "", places));
}

}  // namespace
}  // namespace parallax
