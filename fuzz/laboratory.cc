#include "fuzz/laboratory.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engines/planted/planted.h"
#include "engines/planted/protocol.h"
#include "fuzz/behaviour.h"
#include "harness/campaign/unexplained.h"
#include "harness/fmt/print.h"
#include "harness/host/in_process.h"
#include "harness/host/installation.h"
#include "harness/host/library.h"
#include "harness/host/registry.h"
#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"

namespace parallax::fuzz {
namespace {

constexpr const char* kPath = "fuzz";  // what expectations of any script speak of
constexpr std::string_view kPlanted = "planted:";
constexpr Variant kVariants[] = {Variant::kBlind, Variant::kRecut, Variant::kAfter,
                                 Variant::kBeside};

[[noreturn]] void cannot(const std::string& sentence) {
  print_err("fuzz: {}\n", sentence);
  std::exit(2);  // NOLINT(concurrency-mt-unsafe): before the first input, one thread
}

std::string setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
  return value == nullptr ? otherwise : value;
}

// Bugs of the protocol are switches of one library, so a process has one of them at most.
void turn_on(const std::string& bug, const std::string& path) {
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  const auto function = reinterpret_cast<PlantFunction>(
      library == nullptr ? nullptr : dlsym(library, kPlantFunction));
  if (function == nullptr || function(bug.c_str()) == 0) cannot(path + " has no bug " + bug);
}

std::unique_ptr<Engine> make_engine(const Installation& installation, const std::string& name) {
  const bool planted = name.starts_with(kPlanted);
  const std::string bug = planted ? name.substr(kPlanted.size()) : "";
  const bool inside = is_protocol_plant(bug);
  const auto spec = parse_engine_spec(planted ? "openssl" : name);  // openssl+segmented, too
  if (!spec) cannot(spec.error());
  const std::string path =
      installation.engine_library(inside ? kPlantedEngine : spec->name).string();
  auto engine = load_engine(
      path,
      {.pki = installation.pki().string(), .semantics = spec->semantics, .buffer = spec->buffer});
  if (!engine) cannot(engine.error());
  if (inside) turn_on(bug, path);
  if (!planted || inside) return std::move(*engine);
  auto wrapped = plant(bug, std::move(*engine));
  if (wrapped == nullptr) cannot(name + ": no such bug; `parallax engines --planted` lists them");
  return wrapped;
}

}  // namespace

Laboratory& Laboratory::get() {
  // Never destroyed: Botan's own statics are gone before ours would be.
  static Laboratory& laboratory = *new Laboratory;
  return laboratory;
}

Laboratory::Laboratory() {
  const Installation installation = Installation::find();
  std::string list = setting("PARALLAX_FUZZ_ENGINES", "openssl,boringssl");
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    names_.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  for (const std::string& name : names_) {
    engines_.push_back(make_engine(installation, name));
    hosts_.push_back(std::make_unique<InProcessHost>(make_engine(installation, name)));
  }
  auto peer = make_peer(installation);
  if (!peer) cannot(peer.error());
  peer_ = std::move(*peer);
  auto loaded = Expectations::load(installation.expectations().string());
  if (!loaded) cannot(loaded.error());
  expectations_ = loaded->about(kPath);
  found_ = setting("PARALLAX_FUZZ_FOUND", "");
  print_ = setting("PARALLAX_FUZZ_PRINT", "");
  known_file_ = setting("PARALLAX_FUZZ_KNOWN", "");
  std::ifstream file(known_file_);
  for (std::string line; std::getline(file, line);) known_.insert(line);
}

Verdict Laboratory::run(const Script& script, const Effort& effort, std::vector<Runs>* runs) {
  const std::string octets = encode(script);
  const std::uint64_t draw = Mix().add(octets).value() >> 32;
  runs->clear();
  for (std::size_t i = 0; i < hosts_.size(); ++i) {
    const auto run = [&](Variant variant) {
      return execute(script, kPath, *hosts_[i], peer_.get(), {.variant = variant, .seed = 1});
    };
    Runs one;
    one.engine = names_[i];
    one.plain = run(Variant::kPlain);
    if (draw % effort.variants_one_in == 0) {
      const std::size_t count = std::size(kVariants) - (effort.bystanders ? 0 : 1);
      const Variant variant = kVariants[draw / effort.variants_one_in % count];
      one.variants.emplace(variant, run(variant));
    }
    runs->push_back(std::move(one));
  }
  return judge(script, kPath, *runs,
               {.reference = names_[0], .level = Level::kBytes, .counts = false, .beyond = true},
               &expectations_);
}

void Laboratory::examine(const Script& script, const Effort& effort) {
  if (!print_.empty()) return keep(script, {}, print_);
  std::vector<Runs> runs;
  const Verdict first = run(script, effort, &runs);
  note_behaviour(script, runs);
  for (const Finding* told : unexplained(script, first, runs)) {
    const Finding& finding = *told;
    const std::string signature = finding.signature();
    const std::string named = finding.engine + ": " + signature;
    if (known_.contains(named)) continue;
    const auto back = [&] {
      const Verdict again = run(script, effort, &runs);
      const auto still = unexplained(script, again, runs);
      return std::any_of(still.begin(), still.end(), [&](const Finding* f) {
        return f->engine == finding.engine && f->signature() == signature;
      });
    };
    if (!back() || !back()) {
      print_err("flaky, left alone: {}\n", signature);
      if (!found_.empty()) keep(script, signature, found_ + "/flaky");
      continue;
    }
    if (!found_.empty()) keep(script, signature, found_);
    report(named, fmt::format("{}\n  {}\n  expected {}\n  seen     {}\n{}", finding.what,
                              finding.step_text, finding.expected, finding.seen, print(script)));
    return;
  }
}

bool Laboratory::honest(const Script& script, const Effort& effort) {
  std::vector<Runs> runs;
  const Verdict verdict = run(script, effort, &runs);
  return unexplained(script, verdict, runs).empty();
}

void Laboratory::keep(const Script& script, const std::string& signature,
                      const std::string& folder) const {
  Script told = script;
  if (!signature.empty() && !told.steps.empty())
    told.steps.front().comments = {"# " + signature,
                                   fmt::format("# engines: {}", fmt::join(names_, " ")), ""};
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::string text = print(told);
  const std::string path =
      fmt::format("{}/{}.plx", folder, digest_of(print(script)).sha256.substr(0, 16));
  // Whole or not at all: half a script would show something else.
  std::ofstream file(path + ".part", std::ios::binary);
  file << text << std::flush;
  if (file) std::filesystem::rename(path + ".part", path, error);
  if (!file || error) print_err("{}: cannot be written; is the disk full?\n", path);
}

std::vector<std::uint64_t> Laboratory::stages(const Script& script) {
  return parallax::fuzz::stages(script, execute(script, kPath, *hosts_[0], peer_.get(), {}));
}

void Laboratory::report(const std::string& signature, const std::string& more) {
  if (known_.contains(signature)) return;
  if (!known_file_.empty()) {
    std::ofstream file(known_file_, std::ios::app);
    file << signature + "\n" << std::flush;
    if (!file) print_err("{}: cannot be written; is the disk full?\n", known_file_);
  }
  print_err("ASSERTION FAILED: {}\n{}\n", signature, more);
  std::abort();
}

namespace {

constexpr std::size_t kMostSteps = 60;  // handshakes are steps that cost 0.5 ms each
constexpr std::int64_t kMostFill =
    70000;                                // some records more than one; megabytes are copied slowly
constexpr std::int64_t kMostRounds = 30;  // an honest handshake takes 4
constexpr std::int64_t kLastSecond =
    253402300799;  // of the year 9999, the last that certificates have (RFC 5280 4.1.2.5)
constexpr std::int64_t kLeastSplit = 16;  // a flight of 4 KiB in 256 deliveries, not 4,096

void bound_value(Value* value) {
  if (auto* call = value->as<Call>()) {
    for (Value& argument : call->arguments) {
      bound_value(&argument);
      auto* n = argument.as<std::int64_t>();
      if (n != nullptr && (call->kind == "fill" || call->kind == "bytearray"))
        *n = std::clamp<std::int64_t>(*n, -1, kMostFill);
    }
  }
  if (auto* list = value->as<List>())
    std::for_each(list->items.begin(), list->items.end(), [](Value& v) { bound_value(&v); });
  if (auto* tuple = value->as<Tuple>())
    std::for_each(tuple->items.begin(), tuple->items.end(), [](Value& v) { bound_value(&v); });
}

void bound_step(Step* step) {
  step->expected.clear();  // what engines do is compared, not what an input claims
  for (Argument& argument : step->arguments) {
    bound_value(&argument.value);
    auto* n = argument.value.as<std::int64_t>();
    if (n == nullptr) continue;
    // Libraries subtract times; what overflows then is no time of this world.
    if (step->kind == StepKind::kClock) *n = std::clamp<std::int64_t>(*n, 0, kLastSecond);
    if (argument.key == "rounds") *n = std::min(*n, kMostRounds);
    if (argument.key == "split" && *n > 0) *n = std::max(*n, kLeastSplit);
    // An SSLObject's read of 1 GiB allocates it.
    if (step->kind == StepKind::kRead) *n = std::min(*n, kMostFill);
  }
  for (Step& inner : step->body) bound_step(&inner);
}

}  // namespace

void bound(Script* script) {
  if (script->steps.size() > kMostSteps) script->steps.resize(kMostSteps);
  for (Step& step : script->steps) bound_step(&step);
}

}  // namespace parallax::fuzz
