#include <fmt/format.h>

#include <set>

#include "harness/contract/trust.h"
#include "harness/host/options_from_step.h"
#include "harness/script/scope.h"
#include "harness/triage/cpp_helpers.h"
#include "harness/triage/writer.h"

namespace parallax {
namespace {

using std::string;
using std::string_view;

// A literal of C++ for any octets, with its length where it holds a NUL. Octal escapes end after three
// digits; hexadecimal ones would take in what follows.
string literal(string_view octets) {
  string out = "\"";
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '?')
      (out += '\\') += c;
    else if (octet >= 0x20 && octet < 0x7F)
      out += c;
    else
      out += fmt::format("\\{:03o}", octet);
  }
  return out + "\"";
}
string string_of(string_view octets) {
  return fmt::format("string({}, {})", literal(octets), octets.size());
}

string curve_name(const string& name) {
  if (name == "prime256v1") return "P-256";
  if (name == "secp384r1") return "P-384";
  if (name == "secp521r1") return "P-521";
  return name;
}

std::set<string, std::less<>> taken_names() {
  return {"string", "escaped", "number",  "truth", "text",   "failure", "Buffer", "Setup",
          "opened", "choose",  "Context", "End",   "Faults", "records", "spoil",  "waits",
          "is_ok",  "move",    "pump",    "step",  "main",   "now",     "time",   "read",
          "write",  "std",     "int",     "long",  "char",   "bool",    "class",  "new",
          "delete", "for",     "if",      "do",    "this",   "case",    "auto",   "using",
          "struct", "static",  "return",  "unix",  "linux",  "a_in",    "SSL",    "BIO",
          "X509",   "exit",    "abort",   "free",  "signal"};
}

class CppWriter {
 public:
  explicit CppWriter(const ExportOptions& options)
      : options_(options), identifiers_(taken_names()), pems_(options.pki) {}

  Source write(const Script& script);

 private:
  static tl::unexpected<string> refuse(string why) { return tl::unexpected(std::move(why)); }

  // The variable behind a path that is `kind` there and then.
  Source variable(string_view path, std::uint8_t kind);
  string held(string_view name) { return identifiers_.of(string(name) + "_held"); }
  string pem(const string& file);
  Source octets(const Step& step);
  Source length(const Step& step, std::int64_t otherwise);
  Source set_up(const Step& step, const string& context);
  Source make_object(const Step& step);
  Source move(const Step& step);
  Source pump(const Step& step);
  Source member(const Step& step);
  Source doing(const Step& step);  // the body of a lambda; empty: nothing to do

  const ExportOptions& options_;
  Scope scope_;
  Identifiers identifiers_;
  PemFiles pems_;
  std::set<string> declared_;
  std::set<string, std::less<>> dropped_;
  bool clock_ = false;
};

Source CppWriter::variable(string_view path, std::uint8_t kind) {
  const std::size_t point = path.find('.');
  const string_view root = path.substr(0, point);
  if (dropped_.contains(root) || (scope_.kind_of(path) & kind) == 0)
    return refuse(fmt::format("`{}` is nothing that has it there", path));
  if (point == string_view::npos) return identifiers_.of(root);
  const string_view rest = path.substr(point + 1);
  if (rest == "in" || rest == "out") return fmt::format("(*{}.{})", identifiers_.of(root), rest);
  return refuse(fmt::format("`{}` is not a name", path));
}

string CppWriter::pem(const string& file) {
  pems_.add(file);
  string name = "pem_" + file;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

Source CppWriter::octets(const Step& step) {
  const Value* value = step.arguments.size() == 1 ? &step.arguments[0].value : nullptr;
  if (value != nullptr) {
    if (const Bytes* bytes = value->as<Bytes>()) return string_of(bytes->octets);
    const Call* call = value->as<Call>();
    if (call != nullptr && call->kind == "fill" && call->arguments.size() == 2) {
      const auto* octet = call->arguments[0].as<std::int64_t>();
      const auto* count = call->arguments[1].as<std::int64_t>();
      if (octet != nullptr && count != nullptr && *count >= 0)
        return fmt::format("string({}, char({}))", *count, *octet & 0xFF);
    }
  }
  return refuse("only octets have a counterpart in C++, not Python's kinds of object");
}

Source CppWriter::length(const Step& step, std::int64_t otherwise) {
  if (step.arguments.empty()) return std::to_string(otherwise);
  const auto* n = step.arguments[0].value.as<std::int64_t>();
  constexpr std::int64_t kMost = 1 << 24;  // the program makes a buffer of that size
  if (step.arguments.size() > 1 || n == nullptr || *n > kMost || (*n <= 0 && otherwise > 0))
    return refuse("its arguments are for Python to judge; the library is not asked");
  return std::to_string(*n);
}

Source CppWriter::set_up(const Step& step, const string& context) {
  const auto read = context_options(step);
  if (!read) return refuse(read.error().error().message);
  const ContextOptions& o = *read;
  if (o.post_handshake_auth) return refuse("post-handshake authentication is not written out");
  const auto version = [](Version v) { return fmt::format("{:#06x}", static_cast<unsigned>(v)); };
  string out = "    Setup setup;\n";
  const auto set = [&](string_view name, string_view value) {
    out += fmt::format("    setup.{} = {};\n", name, value);
  };
  if (o.role == Role::kServer) set("server", "true");
  if (o.own_defaults) {
    set("own_defaults", "true");
  } else {
    set("lowest", version(o.minimum));
    set("highest", version(o.maximum));
    set("ciphers", literal(o.ciphers));
    set("options", fmt::format("{:#x}", o.options.value_or(kDefaultOptions)));
  }
  if (o.verify == Verify::kOptional) set("verify", "SSL_VERIFY_PEER");
  if (o.verify == Verify::kRequired)
    set("verify", "SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT");
  if (o.check_hostname) set("check_hostname", "true");
  if (o.verify_flags) set("verify_flags", fmt::format("{:#x}", *o.verify_flags));
  const bool system = o.authority && *o.authority == kSystemTrust;
  if (system) set("system_trust", "true");
  if (o.authority && !system) set("authority", pem(*o.authority + ".pem"));
  for (const string& name : o.certificates) {
    const string certificate = pem(name + ".pem"), key = pem(name + ".key");
    out += fmt::format("    setup.certificates.push_back({{{}, {}}});\n", certificate, key);
    if (!pems_.all().contains(name + ".pem") || !pems_.all().contains(name + ".key"))
      return refuse("the test PKI has no such certificate");
  }
  if (o.authority && !system && !pems_.all().contains(*o.authority + ".pem"))
    return refuse("the test PKI has no such authority");
  string alpn;
  for (const string& name : o.alpn) {
    if (name.size() > 255) return refuse("a protocol's name has 255 octets at most");
    (alpn += static_cast<char>(name.size())) += name;
  }
  if (!alpn.empty()) set("alpn", string_of(alpn));
  if (!o.curve.empty()) set("curve", literal(curve_name(o.curve)));
  if (o.tickets) set("tickets", std::to_string(*o.tickets));
  declared_.insert("static Context " + context + ";");
  return out + fmt::format("    string made = {}.make(setup);\n", context);
}

Source CppWriter::make_object(const Step& step) {
  const auto role = role_of(step);
  if (!role) return refuse(role.error().error().message);
  if (step.find("class") != nullptr) return refuse("C++ has no subclass of SSLObject");
  const string name = identifiers_.of(step.target);
  string out, context;
  if (const Value* given = step.find("context")) {
    const Name* path = given->as<Name>();
    const Source found = variable(path == nullptr ? "" : path->text, kOnContext);
    if (!found) return found;
    context = *found;
  } else {
    context = identifiers_.of(step.target + "_context");
    const Source made = set_up(step, context);
    if (!made) return made;
    out = *made + "    if (!is_ok(made)) return made;\n";
  }
  string buffers[2];
  for (const int i : {0, 1}) {
    const Value* given = step.find(i == 0 ? "in" : "out");
    if (given == nullptr) {
      buffers[i] = "*new Buffer";
      continue;
    }
    const Name* path = given->as<Name>();
    const Source found = variable(path == nullptr ? "" : path->text, kOnBio);
    if (!found) return found;
    buffers[i] = *found;
  }
  string hostname = *role == Role::kClient ? "\"localhost\"" : "nullptr", session = "nullptr";
  if (const Value* given = step.find("server_hostname")) {
    const Text* said = given->as<Text>();
    if (said == nullptr && !given->is<None>()) return refuse("a hostname is a text or None");
    if (said != nullptr &&
        (said->utf8.empty() || said->utf8[0] == '.' ||
         said->utf8.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:") != string::npos))
      return refuse("such a hostname is for Python to judge; the library is not asked");
    hostname = said == nullptr ? "nullptr" : literal(said->utf8);
  }
  if (const Value* given = step.find("session")) {
    const Name* path = given->as<Name>();
    if (path == nullptr ||
        !declared_.contains("static SSL_SESSION* " + identifiers_.of(path->text) + ";"))
      return refuse("a session is a name that `let NAME = OBJECT.session` made");
    session = identifiers_.of(path->text);
  }
  declared_.insert("static End " + name + ";");
  declared_.insert("static string " + held(step.target) + ";");
  return out + fmt::format("    return {}.make({}, {}, {}, {}, {});\n", name, context, buffers[0],
                           buffers[1], hostname, session);
}

Source CppWriter::move(const Step& step) {
  const Name* to = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
  Source from = variable(step.target, kOnObject),
         into = variable(to == nullptr ? "" : to->text, kOnObject);
  if (!from) return from;
  if (!into) return into;
  string out, faults;
  for (std::size_t i = 1; i < step.arguments.size(); ++i) {
    const Argument& argument = step.arguments[i];
    string key = argument.key.empty() ? "count" : argument.key, value = print(argument.value);
    if (const bool* flag = argument.value.as<bool>()) value = *flag ? "true" : "false";
    if (const Bytes* bytes = argument.value.as<Bytes>()) value = string_of(bytes->octets);
    if (const Name* word = argument.value.as<Name>()) value = literal(word->text);
    if (key == "double") key = "twice";
    if (key == "flip") out += "    faults.flips = true;\n";
    out += fmt::format("    faults.{} = {};\n", key, value);
  }
  if (!out.empty()) {
    out = "    Faults faults;\n" + out;
    faults = ", faults";
  }
  return out +
         fmt::format("    return move({}, {}, {}{});\n", *from, *into, held(step.target), faults);
}

Source CppWriter::pump(const Step& step) {
  const Name* with = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
  Source first = variable(step.target, kOnObject),
         second = variable(with == nullptr ? "" : with->text, kOnObject);
  if (!first) return first;
  if (!second) return second;
  const auto number = [&](string_view key, std::int64_t otherwise) {
    const Value* value = step.find(key);
    const auto* n = value == nullptr ? nullptr : value->as<std::int64_t>();
    return n == nullptr ? otherwise : *n;
  };
  return fmt::format("    return pump({}, {}, {}, {}, {}, {});\n", *first, *second,
                     held(step.target), held(with->text), number("rounds", 20), number("split", 0));
}

Source CppWriter::member(const Step& step) {
  const StepDef& def = step_def(step.kind);
  const bool of_bio = (scope_.kind_of(step.target) & kOnBio) != 0;
  Source owner = variable(step.target, of_bio ? kOnBio : kOnObject);
  if (!owner) return owner;
  switch (step.kind) {
    case StepKind::kRead: {
      Source n = length(step, of_bio ? -1 : 1024);
      if (!n) return n;
      return fmt::format("    return {}.read({});\n", *owner, *n);
    }
    case StepKind::kWrite: {
      Source data = octets(step);
      if (!data) return data;
      return fmt::format("    return {}.write({});\n", *owner, *data);
    }
    case StepKind::kPending:
      break;
    case StepKind::kWriteEof:
    case StepKind::kEof:
      if (!of_bio) return refuse("an SSLObject has no such member");
      break;
    case StepKind::kDoHandshake:
    case StepKind::kUnwrap:
    case StepKind::kVersion:
    case StepKind::kCipher:
    case StepKind::kSelectedAlpn:
    case StepKind::kSessionReused:
      if (of_bio) return refuse("a MemoryBIO has no such member");
      break;
    default:
      return refuse("it is Python's own, and no call of the library alone; export as python");
  }
  if (!step.arguments.empty()) return refuse("it takes no argument");
  return fmt::format("    return {}.{}();\n", *owner, def.word);
}

Source CppWriter::doing(const Step& step) {
  switch (step.kind) {
    case StepKind::kSeed:
      return string();
    case StepKind::kClock: {
      clock_ = true;
      return fmt::format("    now = {};\n    return \"ok None\";\n",
                         print(step.arguments.at(0).value));
    }
    case StepKind::kContext: {
      const Source made = set_up(step, identifiers_.of(step.target));
      return made ? Source(*made + "    return made;\n") : made;
    }
    case StepKind::kObject:
    case StepKind::kPeer:
      return make_object(step);
    case StepKind::kBio:
      declared_.insert("static Buffer " + identifiers_.of(step.target) + ";");
      return string("    return \"ok None\";\n");
    case StepKind::kLet: {
      const Name* path = step.arguments.at(0).value.as<Name>();
      const string_view from = path == nullptr ? "" : string_view(path->text);
      if (!from.ends_with(".session"))
        return refuse("only sessions can be named; export as python");
      Source owner = variable(from.substr(0, from.size() - 8), kOnObject);
      if (!owner) return owner;
      declared_.insert("static SSL_SESSION* " + identifiers_.of(step.target) + ";");
      return fmt::format("    {} = SSL_get1_session({}.ssl);\n    return \"ok None\";\n",
                         identifiers_.of(step.target), *owner);
    }
    case StepKind::kDrop: {
      Source owner = variable(step.target, kOnObject);
      if (!owner) return owner;
      dropped_.insert(step.target);
      return fmt::format(
          "    SSL_free({0}.ssl);\n    {0}.ssl = nullptr;\n    return \"ok None\";\n", *owner);
    }
    case StepKind::kMove:
      return move(step);
    case StepKind::kPump:
      return pump(step);
    default:
      if (step_def(step.kind).on == 0)
        return refuse("it has no counterpart in a program of libssl alone; export as python");
      return member(step);
  }
}

Source CppWriter::write(const Script& script) {
  string body;
  std::set<string, std::less<>> made;
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    const Step& step = script.steps[i];
    const Source lines = doing(step);
    if (!lines) return tl::unexpected(cannot(step, "C++", lines.error(), options_));
    if (made_kind(step, scope_) != 0 && !made.insert(step.target).second)
      return tl::unexpected(cannot(step, "C++", "a name is made once in a program", options_));
    scope_.add(step);
    if (!lines->empty())
      body += fmt::format("  step({}, []() -> string {{\n{}  }});\n",
                          literal(exported_label(step, i)), *lines);
  }
  string out = title_lines(script, options_, "//");
  out += "// Build: g++ THIS.cc -lssl -lcrypto\n";
  out += kCppHelpers;
  if (clock_) out += kCppClock;
  for (const auto& [name, text] : pems_.all())
    out += fmt::format("\nstatic const char {}[] = R\"({})\";\n", pem(name), text);
  out += '\n';
  for (const string& line : declared_) out += line + '\n';
  return out + "\nint main() {\n" + body + "  return 0;\n}\n";
}

}  // namespace

Source export_cpp(const Script& script, const ExportOptions& options) {
  return CppWriter(options).write(script);
}

}  // namespace parallax
