#include <algorithm>
#include <cstring>

#include "harness/script/codec.h"
#include "harness/script/scope.h"

namespace parallax {
namespace {

using std::string_view;

class Encoder {
 public:
  std::string take() { return std::move(out_); }

  void step(const Step& step) {
    const StepDef& def = step_def(step.kind);
    octet(static_cast<std::uint8_t>(step.kind) | (step.expected.empty() ? 0 : codec::kHasExpected));
    switch (def.form) {
      case Form::kLet:
        new_name(step.target);
        first_value(step);
        break;
      case Form::kSet: {
        const std::size_t point = step.target.rfind('.');
        path(kOnObject | kOnContext, string_view(step.target).substr(0, point));
        choice(settable_attributes(), string_view(step.target).substr(point + 1));
        first_value(step);
        break;
      }
      case Form::kBlock: {
        const std::size_t point = step.target.rfind('.');
        path(kOnContext, string_view(step.target).substr(0, point));
        choice(event_words(), string_view(step.target).substr(point + 1));
        varint(step.body.size());
        for (const Step& inner : step.body) this->step(inner);
        break;
      }
      case Form::kDirective:
        directive(def, step);
        break;
      case Form::kMethod:
        path(def.on, step.target);
        call(def, step);
        break;
      case Form::kAttribute:
        path(def.on, step.target);
        break;
    }
    if (!step.expected.empty()) {
      varint(step.expected.size() - 1);
      for (const Expected& expected : step.expected) this->expected(expected);
    }
    scope_.add(step);
  }

 private:
  void octet(std::size_t value) { out_ += static_cast<char>(value); }

  void varint(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) octet((n & 0x7F) | 0x80);
    octet(n);
  }
  void signed_varint(std::int64_t n) {
    varint(static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63));
  }
  void literal(string_view octets) {
    varint(octets.size());
    out_ += octets;
  }

  // An index into `known`, or the word itself.
  void choice(std::span<const string_view> known, string_view word) {
    const auto it = std::find(known.begin(), known.end(), word);
    if (it != known.end() && it - known.begin() < codec::kLiteral) {
      octet(static_cast<std::size_t>(it - known.begin()));
    } else {
      octet(codec::kLiteral);
      literal(word);
    }
  }

  void new_name(string_view name) {
    if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z') {
      octet(static_cast<std::size_t>(name[0] - 'a'));
    } else {
      octet(codec::kLiteral);
      literal(name);
    }
  }

  void path(std::uint8_t mask, string_view path) {
    if (const auto index = scope_.index_of(mask, path)) {
      octet(*index);
    } else {
      octet(codec::kLiteralPath);
      literal(path);
    }
  }

  void directive(const StepDef& def, const Step& step) {
    if (has_target_operand(def)) {
      if (def.params[0].type == Type::kNewName)
        new_name(step.target);
      else
        path(wanted_kinds(def, def.params[0]), step.target);
    }
    const auto params = argument_params(def);
    const std::size_t operands = argument_operands(def);
    std::size_t given = 0;
    while (given < step.arguments.size() && step.arguments[given].key.empty()) ++given;
    for (std::size_t i = 0; i < operands; ++i) {
      if (!params[i].required) octet(i < given ? 1 : 0);
      if (i >= given) break;
      parameter(def, params[i], step.arguments[i].value);
    }
    if (params.size() == operands) return;
    octet(step.arguments.size() - given);
    for (std::size_t i = given; i < step.arguments.size(); ++i) {
      std::size_t at = operands;
      while (at + 1 < params.size() && params[at].name != step.arguments[i].key) ++at;
      octet(at - operands);
      parameter(def, params[at], step.arguments[i].value);
    }
  }

  void call(const StepDef& def, const Step& step) {
    std::size_t positional = 0;
    while (positional < step.arguments.size() && step.arguments[positional].key.empty())
      ++positional;
    const std::size_t named = step.arguments.size() - positional;
    if (named == 0 && positional <= def.params.size()) {
      octet(positional);
    } else {
      octet(codec::kLiteralCounts | positional);
      octet(named);
    }
    for (const Argument& argument : step.arguments) {
      if (!argument.key.empty()) {
        const auto it = std::find_if(def.params.begin(), def.params.end(),
                                     [&](const Param& p) { return p.name == argument.key; });
        if (it != def.params.end()) {
          octet(static_cast<std::size_t>(it - def.params.begin()));
        } else {
          octet(codec::kLiteral);
          literal(argument.key);
        }
      }
      value(argument.value);
    }
  }

  void parameter(const StepDef& def, const Param& param, const Value& given) {
    switch (param.type) {
      case Type::kWord: {
        const Name* name = given.as<Name>();
        choice(param.choices, name == nullptr ? string_view() : name->text);
        return;
      }
      case Type::kNewName:
      case Type::kOldName: {
        const Name* name = given.as<Name>();
        path(wanted_kinds(def, param), name == nullptr ? string_view() : name->text);
        return;
      }
      case Type::kInteger:
        integer(given);
        return;
      case Type::kBoolean:
        octet(given == Value::boolean(true) ? 1 : 0);
        return;
      case Type::kText:
        if (const Text* text = given.as<Text>())
          choice(param.choices, text->utf8);
        else
          octet(0xFF);
        return;
      case Type::kBytes: {
        const Bytes* bytes = given.as<Bytes>();
        literal(bytes == nullptr ? string_view() : bytes->octets);
        return;
      }
      case Type::kValue:
        value(given);
        return;
    }
  }

  void first_value(const Step& step) {
    value(step.arguments.empty() ? Value() : step.arguments[0].value);
  }

  void integer(const Value& given) {
    if (const auto* n = given.as<std::int64_t>()) {
      if (*n >= 0 && *n < codec::kEdge) {
        octet(static_cast<std::size_t>(*n));
      } else {
        octet(codec::kVarint);
        signed_varint(*n);
      }
    } else if (const BigInt* big = given.as<BigInt>()) {
      octet(codec::kDigits);
      literal(big->digits);
    } else {
      octet(0);
    }
  }

  void items(const std::vector<Value>& values) {
    varint(values.size());
    for (const Value& item : values) value(item);
  }

  void value(const Value& given) { std::visit(*this, given.variant()); }

 public:
  void operator()(const None&) { octet(codec::kNone); }
  void operator()(bool b) { octet(b ? codec::kTrue : codec::kFalse); }
  void operator()(std::int64_t i) {
    octet(codec::kInteger);
    integer(Value::integer(i));
  }
  void operator()(const BigInt& i) {
    octet(codec::kInteger);
    integer(i);
  }
  void operator()(double d) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &d, sizeof bits);
    octet(codec::kReal);
    for (int i = 0; i < 8; ++i) octet(bits >> (8 * i) & 0xFF);
  }
  void operator()(const Text& t) {
    octet(codec::kText);
    literal(t.utf8);
  }
  void operator()(const Bytes& b) {
    octet(codec::kBytes);
    literal(b.octets);
  }
  void operator()(const Name& n) {
    octet(codec::kName);
    path(kAnyName, n.text);
  }
  void operator()(const List& l) {
    octet(codec::kList);
    items(l.items);
  }
  void operator()(const Tuple& t) {
    octet(codec::kTuple);
    items(t.items);
  }
  void operator()(const Dict& d) {
    octet(codec::kDict);
    varint(d.items.size());
    for (const auto& [key, item] : d.items) {
      value(key);
      value(item);
    }
  }
  void operator()(const Call& c) {
    octet(codec::kCall);
    choice(object_kind_words(), c.kind);
    items(c.arguments);
  }
  void operator()(const Handle& h) {
    octet(codec::kHandle);
    literal(h.kind);
    signed_varint(h.number);
  }
  void operator()(const Digest& d) {
    octet(codec::kDigest);
    varint(d.length);
    for (std::size_t i = 0; i + 1 < d.sha256.size(); i += 2) {
      octet(static_cast<std::size_t>(nibble(d.sha256[i]) << 4 | nibble(d.sha256[i + 1])));
    }
  }

 private:
  static unsigned nibble(char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10) & 15U;
  }

  void expected(const Expected& expected) {
    const Outcome& outcome = expected.outcome;
    const Text* text = outcome.value().as<Text>();
    const string_view words = text == nullptr ? string_view() : text->utf8;
    switch (outcome.kind()) {
      case Outcome::Kind::kOk:
        octet(expected.any_value ? codec::kOkAny : codec::kOkValue);
        if (!expected.any_value) value(outcome.value());
        return;
      case Outcome::Kind::kUnsupported:
        octet(expected.any_value ? codec::kUnsupportedAny : codec::kUnsupported);
        if (!expected.any_value) literal(words);
        return;
      case Outcome::Kind::kCrash:
        octet(codec::kCrash);
        literal(words);
        return;
      case Outcome::Kind::kHang: {
        const auto* seconds = outcome.value().as<std::int64_t>();
        octet(codec::kHang);
        signed_varint(seconds == nullptr ? 0 : *seconds);
        return;
      }
      case Outcome::Kind::kOutOfMemory:
        octet(codec::kOutOfMemory);
        return;
      case Outcome::Kind::kRaised:
        raised(outcome.error());
        return;
    }
  }

  void raised(const PythonError& error) {
    octet(codec::kRaised);
    choice(exception_words(), error.type);
    octet((error.error_no ? codec::kErrno : 0U) | (error.library.empty() ? 0U : codec::kLibrary) |
          (error.reason.empty() ? 0U : codec::kReason) |
          (error.message.empty() ? 0U : codec::kMessage) |
          (error.verify_code ? codec::kVerifyCode : 0U) |
          (error.verify_message.empty() ? 0U : codec::kVerifyMessage));
    if (error.error_no) signed_varint(*error.error_no);
    for (const std::string* text : {&error.library, &error.reason, &error.message}) {
      if (!text->empty()) literal(*text);
    }
    if (error.verify_code) signed_varint(*error.verify_code);
    if (!error.verify_message.empty()) literal(error.verify_message);
  }

  std::string out_;
  Scope scope_;
};

}  // namespace

std::string encode(const Script& script) {
  Encoder encoder;
  for (const Step& step : script.steps) encoder.step(step);
  return encoder.take();
}

}  // namespace parallax
