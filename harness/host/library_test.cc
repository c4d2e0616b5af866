#include "harness/host/library.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "harness/host/registry.h"

namespace parallax {
namespace {

TEST(LibraryTest, NoTlsLibraryIsLoadedBeforeTheFirstEngine) {
  // Each test is a process of its own under ctest, so nothing was loaded by another.
  EXPECT_TRUE(tls_libraries_loaded().empty()) << tls_libraries_loaded().front();
}

TEST(LibraryTest, SaysWhichFileCannotBeLoaded) {
  const auto engine = load_engine("/no/such/engine.so", {});
  ASSERT_FALSE(engine);
  EXPECT_NE(engine.error().find("/no/such/engine.so"), std::string::npos) << engine.error();
}

TEST(InstallationTest, OneFolderIsAnInstallationWhereverItIsMoved) {
  namespace fs = std::filesystem;
  const fs::path out = fs::path(testing::TempDir()) / "parallax one folder";
  fs::create_directories(out / "lib" / "parallax");
  EXPECT_EQ(Installation(out / "fuzz_script", "/source").corpus(), "/source/corpus");
  fs::create_directories(out / "share" / "parallax");
  const Installation one(out / "fuzz_script", "/source");
  EXPECT_EQ(one.corpus(), out / "share" / "parallax" / "corpus");
  EXPECT_EQ(one.host_program(), out / "parallax-host");
  fs::remove_all(out);
}

TEST(RegistryTest, ReadsEveryForm) {
  const auto library = parse_engine_spec("openssl");
  ASSERT_TRUE(library);
  EXPECT_EQ(library->kind, EngineSpec::Kind::kLibrary);
  const auto python = parse_engine_spec("python:/usr/bin/python3");
  ASSERT_TRUE(python);
  EXPECT_EQ(python->name, "/usr/bin/python3");
  EXPECT_EQ(python->module, "");
  const auto backport = parse_engine_spec("python:/opt/2.7/bin/python2.7+pep546:ctypes");
  ASSERT_TRUE(backport);
  EXPECT_EQ(backport->name, "/opt/2.7/bin/python2.7");
  EXPECT_EQ(backport->module, "pep546:ctypes");
  EXPECT_EQ(parse_engine_spec("python:/opt/a+b/python3")->module, "");
  EXPECT_EQ(parse_engine_spec("python:/opt/a+b/python3+truststore")->name, "/opt/a+b/python3");
  const auto command = parse_engine_spec("cmd:ssh box ./engine");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->name, "ssh box ./engine");
  const auto semantics = parse_engine_spec("openssl?semantics=3.11.2-debian");
  ASSERT_TRUE(semantics);
  EXPECT_EQ(semantics->text, "openssl");
  EXPECT_EQ(semantics->semantics, "3.11.2-debian");
  const auto prefix = parse_engine_spec("openssl@/opt/openssl-3.5");
  ASSERT_TRUE(prefix);
  EXPECT_EQ(prefix->name, "openssl@_opt_openssl-3.5");
}

TEST(RegistryTest, RefusesWhatIsNoEngineAndShowsTheForms) {
  for (const char* text : {"", "python:", "two words", "../evil"}) {
    const auto spec = parse_engine_spec(text);
    ASSERT_FALSE(spec) << text;
    EXPECT_NE(spec.error().find("python:PATH"), std::string::npos) << spec.error();
  }
}

}  // namespace
}  // namespace parallax
