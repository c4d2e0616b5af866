// The decoder: every octet means something, and what is missing at the end is zero.
//
// What it makes is always a script that the text form can hold: names are turned into names, texts
// into UTF-8, steps that cannot stand where they are into `collect`.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

#include "harness/script/codec.h"
#include "harness/script/scope.h"
#include "harness/script/utf8.h"
#include "harness/script/value_reader.h"

namespace parallax {
namespace {

using std::string_view;

constexpr string_view kNameChars =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
constexpr std::size_t kNameStarts = 53;

// `c` if `fits`, else one of kNameChars.
template <typename Fits>
char mend(char c, std::size_t choices, const Fits& fits) {
  return fits(c) ? c : kNameChars[static_cast<unsigned char>(c) % choices];
}

// A name of the same length, or "a" of none; a name stays as it is.
std::string to_name(string_view octets) {
  if (octets.empty()) return "a";
  std::string name(octets);
  name[0] = mend(name[0], kNameStarts, is_name_start);
  for (char& c : name) c = mend(c, kNameChars.size(), is_name_char);
  return name;
}

std::string to_free_name(string_view octets) {
  std::string name = to_name(octets);
  if (is_reserved(name)) name += '_';
  return name;
}

std::string to_path(string_view octets) {
  std::string path;
  for (;;) {
    const std::size_t end = octets.find('.');
    path += to_free_name(octets.substr(0, end));
    if (end == string_view::npos) return path;
    path += '.';
    octets.remove_prefix(end + 1);
  }
}

std::string to_word(string_view octets) {
  if (octets.empty()) return "a";
  std::string word(octets);
  for (char& c : word) c = mend(c, kNameChars.size(), is_word_char);
  return word;
}

// An integer from decimal digits, of either size.
Value to_integer(string_view octets) {
  const bool negative = octets.starts_with('-');
  std::string digits;
  for (const char c : octets.substr(negative ? 1 : 0)) {
    const char digit =
        c >= '0' && c <= '9' ? c : static_cast<char>('0' + static_cast<unsigned char>(c) % 10);
    if (!digits.empty() || digit != '0') digits += digit;
  }
  if (digits.empty()) return Value::integer(0);
  if (negative) digits.insert(0, 1, '-');
  std::int64_t n = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return parsed.ec == std::errc() ? Value::integer(n) : Value(BigInt{std::move(digits)});
}

class Decoder {
 public:
  explicit Decoder(string_view octets) : in_(octets) {}

  bool at_end() const { return in_.empty(); }
  bool full() const { return steps_ == codec::kMostSteps; }

  Step step(int depth) {
    ++steps_;
    const std::uint8_t first = octet();
    Step step;
    step.kind = kind(first & 0x7F, depth);
    const StepDef& def = step_def(step.kind);
    switch (def.form) {
      case Form::kLet:
        step.target = new_name();
        step.arguments.push_back({"", value(Kinds::kKnown, 0)});
        break;
      case Form::kSet:
        step.target = path(kOnObject | kOnContext) + ".";
        step.target += choice(settable_attributes(), to_free_name);
        step.arguments.push_back({"", value(Kinds::kKnown, 0)});
        break;
      case Form::kBlock:
        block(&step, depth);
        break;
      case Form::kDirective:
        directive(def, &step);
        break;
      case Form::kMethod:
        step.target = path(def.on);
        call(def, &step);
        break;
      case Form::kAttribute:
        step.target = path(def.on);
        break;
    }
    if ((first & codec::kHasExpected) != 0) {
      const std::uint64_t more = varint();
      do step.expected.push_back(expected());
      while (step.expected.size() <= more && !at_end());
    }
    scope_.add(step);
    return step;
  }

 private:
  std::uint8_t octet() {
    if (in_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(in_[0]);
    in_.remove_prefix(1);
    return first;
  }

  std::uint64_t varint() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t next = octet();
      n |= (next & 0x7F) << shift;
      if (next < 0x80) break;
    }
    return n;
  }
  std::int64_t signed_varint() {
    const std::uint64_t n = varint();
    return static_cast<std::int64_t>(n >> 1 ^ (~(n & 1) + 1));
  }
  string_view literal() {
    const std::uint64_t wanted = varint();
    const std::size_t length = std::min<std::uint64_t>(wanted, in_.size());
    const string_view octets = in_.substr(0, length);
    in_.remove_prefix(length);
    return octets;
  }

  template <typename Mend>
  std::string choice(std::span<const string_view> known, const Mend& mend_word) {
    const std::uint8_t first = octet();
    if (first < codec::kLiteral && !known.empty()) return std::string(known[first % known.size()]);
    return mend_word(literal());
  }

  std::string new_name() {
    const std::uint8_t first = octet();
    if (first < codec::kLiteral) return std::string(1, static_cast<char>('a' + first % 26));
    return to_free_name(literal());
  }

  std::string path(std::uint8_t mask) {
    const std::uint8_t first = octet();
    if (first >= codec::kLiteralPath) return to_path(literal());
    const std::size_t count = scope_.count(mask);
    return count == 0 ? "a" : scope_.path(mask, first % count);
  }

  static StepKind kind(unsigned tag, int depth) {
    const auto table = step_table();
    StepKind kind = step_def(static_cast<StepKind>(tag)).kind;
    if (static_cast<unsigned>(kind) != tag) kind = table[tag % table.size()].kind;
    const bool ends_reaction = kind == StepKind::kReturn || kind == StepKind::kRaise;
    const bool misplaced = depth == 0 ? ends_reaction : step_def(kind).place == Place::kExecutor;
    if (misplaced || (kind == StepKind::kOn && depth == codec::kMostBlocks))
      return StepKind::kCollect;
    return kind;
  }

  void block(Step* step, int depth) {
    const auto known = event_words();
    step->target = path(kOnContext) + ".";
    step->target += choice(known, [&](string_view octets) {
      return std::string(
          known[(octets.empty() ? 0U : static_cast<unsigned char>(octets[0])) % known.size()]);
    });
    const std::uint64_t count = varint();
    while (step->body.size() < count && !at_end() && !full())
      step->body.push_back(this->step(depth + 1));
  }

  void directive(const StepDef& def, Step* step) {
    if (has_target_operand(def)) {
      step->target = def.params[0].type == Type::kNewName ? new_name()
                                                          : path(wanted_kinds(def, def.params[0]));
    }
    const auto params = argument_params(def);
    const std::size_t operands = argument_operands(def);
    for (std::size_t i = 0; i < operands; ++i) {
      if (!params[i].required && (octet() & 1) == 0) break;
      step->arguments.push_back({"", parameter(def, params[i])});
    }
    const auto keys = params.subspan(operands);
    if (keys.empty()) return;
    const std::size_t count = octet() % (keys.size() + 1);
    for (std::size_t i = 0; i < count && !at_end(); ++i) {
      const Param& param = keys[octet() % keys.size()];
      add_named(step, param.name, parameter(def, param));
    }
  }

  static void add_named(Step* step, string_view key, Value value) {
    for (const Argument& argument : step->arguments) {
      if (argument.key == key) return;  // the text form refuses a key twice
    }
    step->arguments.push_back({std::string(key), std::move(value)});
  }

  void call(const StepDef& def, Step* step) {
    constexpr std::size_t kMostArguments = 15;  // as the parser has it
    const std::uint8_t first = octet();
    std::size_t positional = first % (std::min(def.params.size(), kMostArguments) + 1);
    std::size_t named = 0;
    if (first >= codec::kLiteralCounts) {
      positional = first & 0x0F;
      named = std::min<std::size_t>(octet(), kMostArguments - positional);
    }
    for (std::size_t i = 0; i < positional; ++i)
      step->arguments.push_back({"", value(Kinds::kKnown, 0)});
    for (std::size_t i = 0; i < named && !at_end(); ++i) {
      const std::uint8_t key = octet();
      const std::string name = key < codec::kLiteral && !def.params.empty()
                                   ? std::string(def.params[key % def.params.size()].name)
                                   : to_free_name(literal());
      add_named(step, name, value(Kinds::kKnown, 0));
    }
  }

  Value parameter(const StepDef& def, const Param& param) {
    switch (param.type) {
      case Type::kWord:
        return Value::name(choice(param.choices, [&](string_view octets) {
          return param.open || param.choices.empty() ? to_word(octets)
                                                     : std::string(param.choices[0]);
        }));
      case Type::kNewName:
      case Type::kOldName:
        return Value::name(path(wanted_kinds(def, param)));
      case Type::kInteger:
        return integer();
      case Type::kBoolean:
        return Value::boolean((octet() & 1) != 0);
      case Type::kText:
        if (!at_end() && static_cast<std::uint8_t>(in_[0]) == 0xFF) {
          octet();
          return None{};
        }
        return Value::text(choice(param.choices, to_utf8));
      case Type::kBytes:
        return Value::bytes(literal());
      case Type::kValue:
        break;
    }
    return value(Kinds::kKnown, 0);
  }

  Value integer() {
    const std::uint8_t first = octet();
    if (first < codec::kEdge) return Value::integer(first);
    if (first < codec::kVarint) return Value::integer(codec::kEdges[first % codec::kEdges.size()]);
    if (first < codec::kDigits) return Value::integer(signed_varint());
    return to_integer(literal());
  }

  Value real() {
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(octet()) << (8 * i);
    double d = 0;
    std::memcpy(&d, &bits, sizeof d);
    return Value::real(d);
  }

  std::vector<Value> items(Kinds kinds, int depth) {
    std::vector<Value> values;
    const std::uint64_t count = varint();
    while (values.size() < count && !at_end()) values.push_back(value(kinds, depth));
    return values;
  }

  Value value(Kinds kinds, int depth) {
    const unsigned tag = octet() % codec::kValueTags;
    const bool contains = tag >= codec::kList && tag <= codec::kCall;
    if (contains && depth == kMostNesting) return None{};
    switch (tag) {
      case codec::kFalse:
      case codec::kTrue:
        return Value::boolean(tag == codec::kTrue);
      case codec::kInteger:
        return integer();
      case codec::kReal:
        return real();
      case codec::kText:
        return Value::text(to_utf8(literal()));
      case codec::kBytes:
        return Value::bytes(literal());
      case codec::kName:
        return Value::name(path(kAnyName));
      case codec::kList:
        return List{items(kinds, depth + 1)};
      case codec::kTuple:
        return Tuple{items(kinds, depth + 1)};
      case codec::kDict:
        return dict(kinds, depth + 1);
      case codec::kCall: {
        const auto known = object_kind_words();
        std::string kind = choice(known, to_name);
        if (kinds == Kinds::kKnown && std::find(known.begin(), known.end(), kind) == known.end())
          kind = known[0];
        return make_call(std::move(kind), items(kinds, depth + 1));
      }
      case codec::kHandle: {
        std::string kind = to_name(literal());
        return Handle{std::move(kind), signed_varint()};
      }
      case codec::kDigest: {
        Digest digest;
        digest.length =
            varint() & static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        std::string sum;
        for (int i = 0; i < 32; ++i) sum += static_cast<char>(octet());
        digest.sha256 = to_hex(sum);
        return digest;
      }
      case codec::kFill: {
        const char filling = static_cast<char>(octet());
        return Value(Bytes{std::string(octet(), filling)});
      }
      case codec::kSmallBytes: {
        const std::size_t wanted = octet() % 8U;
        const std::size_t length = std::min(wanted, in_.size());
        const Value bytes = Value::bytes(in_.substr(0, length));
        in_.remove_prefix(length);
        return bytes;
      }
      default:
        return None{};
    }
  }

  Value dict(Kinds kinds, int depth) {
    Dict dict;
    const std::uint64_t count = varint();
    while (dict.items.size() < count && !at_end()) {
      Value key = value(kinds, depth);
      Value item = value(kinds, depth);
      dict.items.emplace_back(std::move(key), std::move(item));
    }
    return dict;
  }

  Expected expected() {
    Expected out;
    const unsigned tag = octet() % codec::kExpectedTags;
    out.any_value = tag == codec::kOkAny || tag == codec::kUnsupportedAny;
    switch (tag) {
      case codec::kOkValue:
        out.outcome = Outcome::ok(value(Kinds::kAny, 0));
        break;
      case codec::kRaised:
        out.outcome = raised();
        break;
      case codec::kUnsupportedAny:
        out.outcome = Outcome::unsupported("");
        break;
      case codec::kUnsupported:
        out.outcome = Outcome::unsupported(to_utf8(literal()));
        break;
      case codec::kCrash: {
        std::string signal = to_utf8(literal());
        if (signal.starts_with("SIG")) signal = to_name(signal);  // a signal's name is printed bare
        out.outcome = Outcome::crash(signal);
        break;
      }
      case codec::kHang:
        out.outcome = Outcome::hang(signed_varint());
        break;
      case codec::kOutOfMemory:
        out.outcome = Outcome::out_of_memory();
        break;
      default:
        break;
    }
    return out;
  }

  Outcome raised() {
    PythonError error;
    error.type = choice(exception_words(), [](string_view octets) {
      std::string type = to_free_name(octets);
      for (const string_view word : {"ok", "unsupported", "crash", "hang", "oom"}) {
        if (type == word) return type + "_";
      }
      return type;
    });
    const unsigned fields = octet();
    if ((fields & codec::kErrno) != 0) error.error_no = signed_varint();
    if ((fields & codec::kLibrary) != 0) error.library = to_utf8(literal());
    if ((fields & codec::kReason) != 0) error.reason = to_utf8(literal());
    if ((fields & codec::kMessage) != 0) error.message = to_utf8(literal());
    if ((fields & codec::kVerifyCode) != 0) error.verify_code = signed_varint();
    if ((fields & codec::kVerifyMessage) != 0) error.verify_message = to_utf8(literal());
    return Outcome::raised(std::move(error));
  }

  string_view in_;
  std::size_t steps_ = 0;
  Scope scope_;
};

}  // namespace

Script decode(std::string_view octets) {
  Decoder decoder(octets);
  Script script;
  while (!decoder.at_end() && !decoder.full()) script.steps.push_back(decoder.step(0));
  return script;
}

}  // namespace parallax
