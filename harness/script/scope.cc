#include "harness/script/scope.h"

#include <algorithm>
#include <array>

namespace parallax {
namespace {

struct Attribute {
  std::string_view suffix;
  std::uint8_t kind;
};
constexpr std::array<Attribute, 5> kOfObject = {{{"", kOnObject},
                                                 {".in", kOnBio},
                                                 {".out", kOnBio},
                                                 {".context", kOnContext},
                                                 {".session", kOnSession}}};

}  // namespace

std::uint8_t attribute_kind(std::uint8_t kind, std::string_view attribute) {
  if (kind == kOnObject) {
    for (const Attribute& known : kOfObject) {
      if (!known.suffix.empty() && known.suffix.substr(1) == attribute) return known.kind;
    }
  }
  return kPlainValue;
}

std::uint8_t wanted_kinds(const StepDef& def, const Param& param) {
  if (def.kind == StepKind::kMove || def.kind == StepKind::kPump) return kOnObject;
  if (param.name == "context") return kOnContext;
  if (param.name == "in" || param.name == "out") return kOnBio;
  if (def.kind == StepKind::kPuppet && param.name == "session") return kOnObject;
  if (param.name == "session") return kOnSession;
  return kAnyName;
}

std::uint8_t made_kind(const Step& step, const Scope& scope) {
  switch (step.kind) {
    case StepKind::kContext:
      return kOnContext;
    case StepKind::kObject:
    case StepKind::kPeer:
    case StepKind::kPuppet:
      return kOnObject;
    case StepKind::kBio:
      return kOnBio;
    case StepKind::kLet: {
      const Name* name = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
      const std::uint8_t kind = name == nullptr ? kPlainValue : scope.kind_of(name->text);
      return kind == 0 ? kPlainValue : kind;
    }
    default:
      return 0;
  }
}

void Scope::add(const Step& step) {
  const std::uint8_t kind = made_kind(step, *this);
  if (kind == 0) return;
  const auto it = std::find_if(entries_.begin(), entries_.end(),
                               [&](const Entry& e) { return e.name == step.target; });
  if (it != entries_.end())
    it->kind = kind;
  else if (entries_.size() < kMostNames)
    entries_.push_back({step.target, kind});
}

// Visits paths as (name, suffix) until `visit` gives true.
template <typename Visit>
void Scope::each(std::uint8_t mask, const Visit& visit) const {
  std::size_t seen = 0;
  for (const Entry& entry : entries_) {
    if (entry.kind != kOnObject) {
      if ((entry.kind & mask) != 0 &&
          (seen++ == kMostPaths || visit(entry.name, std::string_view())))
        return;
      continue;
    }
    for (const Attribute& attribute : kOfObject) {
      if ((attribute.kind & mask) == 0) continue;
      if (seen++ == kMostPaths || visit(entry.name, attribute.suffix)) return;
    }
  }
}

std::size_t Scope::count(std::uint8_t mask) const {
  std::size_t n = 0;
  each(mask, [&](std::string_view, std::string_view) {
    ++n;
    return false;
  });
  return n;
}

std::string Scope::path(std::uint8_t mask, std::size_t index) const {
  std::string found;
  each(mask, [&](std::string_view name, std::string_view suffix) {
    if (index-- != 0) return false;
    found = name;
    found += suffix;
    return true;
  });
  return found;
}

std::optional<std::size_t> Scope::index_of(std::uint8_t mask, std::string_view path) const {
  std::optional<std::size_t> found;
  std::size_t n = 0;
  each(mask, [&](std::string_view name, std::string_view suffix) {
    if (path.size() == name.size() + suffix.size() && path.starts_with(name) &&
        path.ends_with(suffix))
      found = n;
    ++n;
    return found.has_value();
  });
  return found;
}

std::uint8_t Scope::kind_of(std::string_view path) const {
  const std::size_t point = path.find('.');
  const std::string_view name = path.substr(0, point);
  const auto it = std::find_if(entries_.begin(), entries_.end(),
                               [&](const Entry& e) { return e.name == name; });
  if (it == entries_.end()) return 0;
  std::uint8_t kind = it->kind;
  while (path.find('.') != std::string_view::npos) {
    path.remove_prefix(path.find('.') + 1);
    kind = attribute_kind(kind, path.substr(0, path.find('.')));
  }
  return kind;
}

}  // namespace parallax
