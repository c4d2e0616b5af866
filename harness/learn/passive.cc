#include "harness/learn/passive.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "harness/run/dialogue.h"
#include "harness/wire/describe.h"
#include "harness/wire/names.h"

namespace parallax::learn {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kFirstLine = "parallax passive 1";
constexpr std::string_view kBar = " | ";

std::string name_of(const wire::Said& said) {
  if (said.type == wire::kHandshake && !said.octets.empty())
    return std::string(wire::handshake_type_name(static_cast<std::uint8_t>(said.octets[0])));
  if (said.type == wire::kAlert) return "alert " + wire::describe(said);
  if (said.type == wire::kApplicationData) return "data";
  return std::string(wire::record_type_name(said.type));
}

// One object, as an onlooker follows it.
class Watched {
 public:
  explicit Watched(std::string role) : role_(std::move(role)) {}
  const std::string& role() const { return role_; }

  void hear(const wire::Said& said, std::map<Sighting, std::size_t>* seen) {
    settle(seen);
    const std::string name = name_of(said);
    waiting_ = Sighting{state(), name, {}, {}, {}};
    if (said.type == wire::kHandshake && !up_) last_ = "after " + name;
    if (name.starts_with("alert fatal")) failed_ = true;
    if (name == "alert warning close_notify") peer_closed_ = true;
  }
  void say(const wire::Said& said) {
    const std::string name = name_of(said);
    if (!waiting_) waiting_ = Sighting{state(), "(a call)", {}, {}, {}};
    std::string& all = waiting_->said;
    if (!all.ends_with(name)) all += (all.empty() ? "" : ", ") + name;
    if (last_.empty()) last_ = "hello sent";
    if (name.starts_with("alert fatal")) failed_ = true;
    if (name == "alert warning close_notify") own_closed_ = true;
  }
  void come_to(const Outcome& outcome) {
    if (waiting_) waiting_->outcome = class_word(outcome);
    const bool mild =
        outcome.is_ok() || outcome.is_unsupported() || outcome.is_raised("SSLWantReadError") ||
        outcome.is_raised("SSLZeroReturnError") || !class_word(outcome).starts_with("SSL");
    failed_ |= !mild || outcome.is_fatal();
  }
  void look(const State& state) { up_ |= !state.version.empty(); }
  void settle(std::map<Sighting, std::size_t>* seen) {
    if (!waiting_) return;
    waiting_->to = state();
    ++(*seen)[*waiting_];
    waiting_.reset();
  }

 private:
  std::string state() const {
    if (failed_) return "failed";
    if (own_closed_ && peer_closed_) return "closed";
    if (own_closed_) return "closing";
    if (peer_closed_) return "peer closed";
    if (up_) return "established";
    return last_.empty() ? "start" : last_;
  }
  std::string role_, last_;
  std::optional<Sighting> waiting_;
  bool up_ = false, own_closed_ = false, peer_closed_ = false, failed_ = false;
};

std::string_view root_of(std::string_view path) { return path.substr(0, path.find_first_of(". ")); }

// Operations whose outcome says how the connection stands.
bool tells(StepKind kind) {
  return kind == StepKind::kDoHandshake || kind == StepKind::kRead || kind == StepKind::kWrite ||
         kind == StepKind::kUnwrap;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    if (plain)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  return out;
}

}  // namespace

void Passive::add(const Script& script, const Trace& trace, const std::string& engine,
                  const std::string& path) {
  const Dialogue dialogue = view_dialogue(script, trace);
  std::map<std::string, Watched, std::less<>> watched;
  std::map<std::string, std::map<Sighting, std::size_t>> seen;  // by role
  for (std::size_t i = 0; i < trace.entries.size(); ++i) {
    const Entry& entry = trace.entries[i];
    const Step& step = script.steps[entry.step];
    if (step.kind == StepKind::kObject && entry.outcome.is_ok()) {
      const Value* role = step.find("role");
      const Name* name = role == nullptr ? nullptr : role->as<Name>();
      if (name != nullptr) watched.insert_or_assign(step.target, Watched(name->text));
    }
    for (const Heard& one : dialogue[i]) {
      const auto it = watched.find(one.by);
      if (it == watched.end()) continue;
      for (const wire::Said& said : one.record.said)
        one.sent ? it->second.say(said) : it->second.hear(said, &seen[it->second.role()]);
    }
    if (const auto it = watched.find(step.target); it != watched.end() && tells(step.kind))
      it->second.come_to(entry.outcome);
    for (const Action& action : entry.actions) {
      const bool handshake = action.text.ends_with(".do_handshake"),
                 read = action.text.ends_with(".read");
      const auto it = watched.find(root_of(action.text));
      if (it == watched.end() || std::count(action.text.begin(), action.text.end(), '.') != 1)
        continue;
      if (handshake || read) it->second.come_to(action.outcome);
    }
    for (const Look& look : entry.looks) {
      if (const auto it = watched.find(look.name); it != watched.end()) it->second.look(look.state);
    }
  }
  for (auto& [name, object] : watched) object.settle(&seen[object.role()]);
  for (const auto& [role, sightings] : seen) {
    PassiveGraph one{engine, role, {}};
    for (const auto& [sighting, times] : sightings) one.seen[sighting] = {times, path};
    add(one);
  }
}

void Passive::add(const PassiveGraph& other) {
  PassiveGraph& own = graph(other.engine, other.role);
  for (const auto& [sighting, seen] : other.seen) {
    Seen& to = own.seen[sighting];
    to.times += seen.times;
    if (to.script.empty() || seen.script < to.script) to.script = seen.script;
  }
}

PassiveGraph& Passive::graph(const std::string& engine, const std::string& role) {
  const auto it = std::find_if(graphs_.begin(), graphs_.end(), [&](const PassiveGraph& graph) {
    return graph.engine == engine && graph.role == role;
  });
  if (it != graphs_.end()) return *it;
  return graphs_.emplace_back(PassiveGraph{engine, role, {}});
}

std::vector<const PassiveGraph*> Passive::graphs(std::string_view role) const {
  std::vector<const PassiveGraph*> all;
  for (const PassiveGraph& graph : graphs_) {
    if (graph.role == role) all.push_back(&graph);
  }
  return all;
}

std::string print(const PassiveGraph& graph) {
  std::string text = fmt::format("{}\nengine {}\nrole {}\n", kFirstLine, graph.engine, graph.role);
  for (const auto& [s, seen] : graph.seen)
    text += fmt::format("{} | {} | {} | {} | {} | {} | {}\n", s.from, s.heard, s.to, s.outcome,
                        s.said, seen.times, seen.script);
  return text;
}

tl::expected<PassiveGraph, std::string> read_passive(std::string_view text, std::string_view name) {
  PassiveGraph graph;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const auto wrong = [&] {
      return tl::unexpected(fmt::format("{}:{}: it is no graph of ours", name, number));
    };
    if (number == 1) {
      if (line != kFirstLine) return wrong();
    } else if (line.starts_with("engine ")) {
      graph.engine = line.substr(7);
    } else if (line.starts_with("role ")) {
      graph.role = line.substr(5);
    } else if (!line.empty()) {
      std::vector<std::string> fields;
      for (std::size_t bar = 0; bar != std::string_view::npos;
           line.remove_prefix(std::min(line.size(), bar + 3))) {
        bar = line.find(kBar);
        fields.emplace_back(line.substr(0, bar));
        if (bar == std::string_view::npos) break;
      }
      Seen seen;
      if (fields.size() != 7) return wrong();
      const std::string& times = fields[5];
      if (std::from_chars(times.data(), times.data() + times.size(), seen.times).ptr !=
          times.data() + times.size())
        return wrong();
      seen.script = fields[6];
      graph.seen[{fields[0], fields[1], fields[2], fields[3], fields[4]}] = seen;
    }
  }
  return graph;
}

void load_passive(const std::string& folder, Passive* passive) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".passive") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (const auto graph = read_passive(text, path.string())) passive->add(*graph);
  }
}

tl::expected<std::string, std::string> save_passive(const std::string& folder,
                                                    const Passive& passive) {
  std::error_code error;
  fs::create_directories(folder, error);
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream file(fs::path(folder) / name, std::ios::binary);
    file << text;
    return file.good();
  };
  std::string why;
  for (const std::string role : {"client", "server"}) {
    const auto graphs = passive.graphs(role);
    for (const PassiveGraph* graph : graphs) {
      if (!write(fmt::format("{}-{}.passive", slug(graph->engine), role), print(*graph)))
        return tl::unexpected(fmt::format("{}: cannot be written", folder));
    }
    if (graphs.empty()) continue;
    const auto svg = draw_passive(graphs);
    if (!svg)
      why = svg.error();
    else if (!write(fmt::format("passive-{}.svg", role), *svg))
      return tl::unexpected(fmt::format("{}: cannot be written", folder));
  }
  return why;
}

}  // namespace parallax::learn
