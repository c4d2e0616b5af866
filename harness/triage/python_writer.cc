#include "harness/triage/python_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/contract/trust.h"
#include "harness/host/options_from_step.h"
#include "harness/triage/python_helpers.h"

namespace parallax {
namespace {

using std::string;
using std::string_view;

constexpr string_view kPrivateNames = "_";

tl::unexpected<string> refuse(string why) { return tl::unexpected(std::move(why)); }

string in_quotes(string_view text) { return print(Value::text(text)); }

// Whether a member is an attribute of that kind of thing, rather than a method: `pending` is both.
bool is_attribute(const StepDef& def, std::uint8_t kind) {
  if (def.kind == StepKind::kPending) return kind == kOnBio;
  return def.form == Form::kAttribute;
}

string exception_class(string_view name) {
  const auto known = exception_words();
  if (std::find(known.begin(), known.end(), name) == known.end()) return "Exception";
  return name.starts_with("SSL") ? "ssl." + string(name) : string(name);
}

constexpr string_view version_name(Version version) {
  switch (version) {
    case Version::kTls10:
      return "TLSv1";
    case Version::kTls11:
      return "TLSv1_1";
    case Version::kTls12:
      return "TLSv1_2";
    case Version::kTls13:
      return "TLSv1_3";
  }
  return "";
}

constexpr string_view kVerify[] = {"NONE", "OPTIONAL", "REQUIRED"};

std::set<string, std::less<>> taken_names() {
  auto names = python_names();
  names.insert(string(kPrivateNames));
  return names;
}

}  // namespace

PythonWriter::PythonWriter(const ExportOptions& options)
    : options_(options), identifiers_(taken_names()), pems_(options.pki) {}

// BIOs are variables of their own, since `in` is a word of Python's.
string PythonWriter::buffer(string_view name, string_view which) {
  return identifiers_.of(fmt::format("{}_{}", name, which));
}

string PythonWriter::place(string_view owner, string_view attribute) {
  if (attribute == "in") return fmt::format("getattr({}, \"in\")", path(owner));
  return fmt::format("{}.{}", path(owner), attribute);
}

string PythonWriter::path(string_view path) {
  const std::size_t point = path.find('.');
  const string_view root = path.substr(0, point);
  if (root == kModuleName && scope_.kind_of(root) == 0) return string(path);
  if (point == string_view::npos) return identifiers_.of(root);
  string_view rest = path.substr(point + 1);
  string text = identifiers_.of(root);
  const string_view second = rest.substr(0, rest.find('.'));
  if (scope_.kind_of(root) == kOnObject && !dropped_.contains(root) &&
      (second == "in" || second == "out")) {
    text = buffer(root, second);
    rest.remove_prefix(std::min(second.size() + 1, rest.size()));
  }
  while (!rest.empty()) {
    const string_view attribute = rest.substr(0, rest.find('.'));
    text = attribute == "in" ? fmt::format("getattr({}, \"in\")", text)
                             : fmt::format("{}.{}", text, attribute);
    rest.remove_prefix(std::min(attribute.size() + 1, rest.size()));
  }
  return text;
}

Source PythonWriter::joined(const std::vector<Value>& values) {
  string out;
  for (const Value& value : values) {
    Source text = expression(value);
    if (!text) return text;
    out += (out.empty() ? "" : ", ") + *text;
  }
  return out;
}

Source PythonWriter::expression(const Value& value) {
  if (const Name* name = value.as<Name>()) return path(name->text);
  if (const List* list = value.as<List>()) {
    return joined(list->items).map([](const string& inner) { return "[" + inner + "]"; });
  }
  if (const Tuple* tuple = value.as<Tuple>()) {
    return joined(tuple->items).map([&](const string& inner) {
      return "(" + inner + (tuple->items.size() == 1 ? ",)" : ")");
    });
  }
  if (const Dict* dict = value.as<Dict>()) {
    string out;
    for (const auto& [key, item] : dict->items) {
      Source k = expression(key), v = expression(item);
      if (!k) return k;
      if (!v) return v;
      out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", *k, *v);
    }
    return "{" + out + "}";
  }
  if (const Call* call = value.as<Call>()) {
    if (call->kind == "runs" || call->kind == "raises") return hooked(*call);
    if (call->kind == "raised") {
      Source run = inner_step(*call, 0);
      if (!run) return run;
      helpers_.insert("raised");
      return "raised(" + *run + ")";
    }
    Source inner = joined(call->arguments);
    if (!inner) return inner;
    if (call->kind == "fill") {
      if (call->arguments.size() != 2) return refuse("fill takes BYTE and N");
      return fmt::format("bytes(bytearray([{} & 255])) * {}", *expression(call->arguments[0]),
                         *expression(call->arguments[1]));
    }
    helpers_.insert(call->kind);
    return call->kind + "(" + *inner + ")";
  }
  if (value.is<Handle>() || value.is<Digest>())
    return tl::unexpected(print(value) + " stands for an object that no program can write");
  return print(value);
}

// The step inside a value as a function without arguments, its outcome left to whoever calls it.
Source PythonWriter::inner_step(const Call& call, std::size_t place) {
  const Text* text = place < call.arguments.size() ? call.arguments[place].as<Text>() : nullptr;
  if (text == nullptr) return refuse("`" + call.kind + "` takes a step as a text");
  const auto step = parse_step(text->utf8);
  if (!step) return refuse("the step inside it cannot be read: " + step.error().message);
  if (step->kind == StepKind::kLet) {
    Source value = expression(step->arguments.at(0).value);
    if (!value) return value;
    return "lambda: " + *value;
  }
  if (step->kind == StepKind::kSet) {
    const std::size_t point = step->target.rfind('.');
    Source value = expression(step->arguments.at(0).value);
    if (!value) return value;
    return fmt::format("lambda: setattr({}, \"{}\", {})", path(step->target.substr(0, point)),
                       step->target.substr(point + 1), *value);
  }
  const auto body = doing(*step);
  if (!body) return refuse(body.error());
  if (body->expression.empty())
    return refuse("the step inside it is no single expression of Python's; write it by hand");
  return "lambda: " + body->expression;
}

// An object that runs a step, or raises, when it is asked for something.
Source PythonWriter::hooked(const Call& call) {
  const Text* hook = call.arguments.empty() ? nullptr : call.arguments[0].as<Text>();
  const Text* second = call.arguments.size() < 2 ? nullptr : call.arguments[1].as<Text>();
  if (hook == nullptr || second == nullptr) return refuse("`" + call.kind + "` takes two texts");
  helpers_.insert("hooked");
  if (call.kind == "raises") {
    helpers_.insert("throw");
    return fmt::format("hooked({}, lambda: throw({}), b\"\")", in_quotes(hook->utf8),
                       exception_class(second->utf8));
  }
  Source run = inner_step(call, 1);
  if (!run) return run;
  Source value = call.arguments.size() < 3 ? Source(string("None")) : expression(call.arguments[2]);
  if (!value) return value;
  return fmt::format("hooked({}, {}, {})", in_quotes(hook->utf8), *run, *value);
}

Source PythonWriter::inspect(const Step& step) {
  const Name* aspect = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
  if (aspect == nullptr) return refuse("inspect needs a word for what is asked");
  helpers_.insert("fact");
  const std::size_t point = step.target.rfind('.');
  const bool inside = point != string::npos;
  return fmt::format("fact({}, {}, {}, {})", path(step.target),
                     inside ? path(step.target.substr(0, point)) : "None",
                     in_quotes(inside ? step.target.substr(point + 1) : ""),
                     in_quotes(aspect->text));
}

Source PythonWriter::arguments(const Step& step) {
  string out;
  for (const Argument& argument : step.arguments) {
    Source text = expression(argument.value);
    if (!text) return text;
    out += out.empty() ? "" : ", ";
    out += argument.key.empty() ? *text : argument.key + "=" + *text;
  }
  return out;
}

void PythonWriter::set_up(const Step& step, const ContextOptions& options, Lines* lines) {
  const auto line = [&](string text) { lines->push_back(std::move(text)); };
  const auto need = [&](string_view attribute) {
    line(fmt::format("assert hasattr(ssl.SSLContext, \"{}\")", attribute));
  };
  line(fmt::format("context = ssl.SSLContext(getattr(ssl, \"PROTOCOL_TLS_{}\", ssl.PROTOCOL_TLS))",
                   options.role == Role::kServer ? "SERVER" : "CLIENT"));
  if (!options.own_defaults || options.ciphers != kDefaultCiphers) {
    const bool usual = options.ciphers == kDefaultCiphers;
    default_ciphers_ |= usual;
    line(fmt::format("context.set_ciphers({})", usual ? "CIPHERS" : in_quotes(options.ciphers)));
  }
  if (!options.own_defaults || options.options)
    line(fmt::format("context.options = {:#x}", options.options.value_or(kDefaultOptions)));
  if (!options.own_defaults) {
    helpers_.insert("limit");
    line(fmt::format("limit(context, \"{}\", \"{}\")", version_name(options.minimum),
                     version_name(options.maximum)));
  }
  const std::size_t verify = static_cast<std::size_t>(options.verify);
  const string checked =
      fmt::format("context.check_hostname = {}", options.check_hostname ? "True" : "False");
  const string verified = fmt::format("context.verify_mode = ssl.CERT_{}", kVerify[verify]);
  // Python 2.7 checks names only where it verifies, and Python 3 verifies where it checks names.
  const bool verify_first = options.check_hostname && verify != 0;
  line(verify_first ? verified : checked);
  line(verify_first ? checked : verified);
  if (options.verify_flags)
    line(fmt::format("context.verify_flags = {:#x}", *options.verify_flags));
  const bool own_authority = options.authority && *options.authority != kSystemTrust;
  if (options.authority && !own_authority) line("context.load_default_certs()");
  if (own_authority) {
    pems_.add(*options.authority + ".pem");
    line(fmt::format("context.load_verify_locations(pem({}))",
                     in_quotes(*options.authority + ".pem")));
  }
  for (const string& name : options.certificates) {
    pems_.add(name + ".pem");
    pems_.add(name + ".key");
    line(fmt::format("context.load_cert_chain(pem({}), pem({}))", in_quotes(name + ".pem"),
                     in_quotes(name + ".key")));
  }
  if (own_authority || !options.certificates.empty()) helpers_.insert("pem");
  if (!options.alpn.empty()) {
    string names;
    for (const string& name : options.alpn) names += (names.empty() ? "" : ", ") + in_quotes(name);
    line("context.set_alpn_protocols([" + names + "])");
  }
  if (!options.curve.empty()) line("context.set_ecdh_curve(" + in_quotes(options.curve) + ")");
  if (options.tickets) {
    need("num_tickets");
    line(fmt::format("context.num_tickets = {}", *options.tickets));
  }
  if (step.find("post_handshake_auth") != nullptr) {
    need("post_handshake_auth");
    line(fmt::format("context.post_handshake_auth = {}",
                     options.post_handshake_auth ? "True" : "False"));
  }
}

PythonWriter::Code PythonWriter::make_context(const Step& step) {
  const auto options = context_options(step);
  if (!options) return tl::unexpected(options.error().error().message);
  Lines lines = {"global " + identifiers_.of(step.target)};
  set_up(step, *options, &lines);
  lines.push_back(identifiers_.of(step.target) + " = context");
  return lines;
}

PythonWriter::Code PythonWriter::make_object(const Step& step) {
  const auto role = role_of(step);
  if (!role) return tl::unexpected(role.error().error().message);
  const string name = identifiers_.of(step.target);
  const string in = buffer(step.target, "in"), out = buffer(step.target, "out");
  Lines lines = {fmt::format("global {}, {}, {}", name, in, out)};
  const auto given = [&](string_view key, string_view otherwise) -> Source {
    const Value* value = step.find(key);
    return value == nullptr ? Source(string(otherwise)) : expression(*value);
  };
  if (step.find("context") == nullptr) {
    const auto options = context_options(step);
    if (!options) return tl::unexpected(options.error().error().message);
    set_up(step, *options, &lines);
  }
  const Source context = given("context", "context"), incoming = given("in", "ssl.MemoryBIO()"),
               outgoing = given("out", "ssl.MemoryBIO()"),
               hostname = given("server_hostname", *role == Role::kClient ? "\"localhost\"" : ""),
               session = given("session", "");
  for (const Source* part : {&context, &incoming, &outgoing, &hostname, &session}) {
    if (!*part) return tl::unexpected(part->error());
  }
  lines.push_back(fmt::format("incoming, outgoing = {}, {}", *incoming, *outgoing));
  const bool subclass = step.find("class") != nullptr;
  subclass_ |= subclass;
  if (subclass) {
    lines.push_back("assert hasattr(ssl.SSLContext, \"sslobject_class\")");
    lines.push_back(*context + ".sslobject_class = Subclass");
  }
  lines.push_back(fmt::format("made = {}.wrap_bio(incoming, outgoing, server_side={}{}{})",
                              *context, *role == Role::kServer ? "True" : "False",
                              hostname->empty() ? "" : ", server_hostname=" + *hostname,
                              session->empty() ? "" : ", session=" + *session));
  if (subclass) lines.push_back("del " + *context + ".sslobject_class");
  lines.push_back(fmt::format("{}, {}, {} = made, incoming, outgoing", name, in, out));
  return lines;
}

string PythonWriter::end(string_view name) {
  return fmt::format("({}, {}, {}, {})", in_quotes(name), path(name), path(string(name) + ".in"),
                     path(string(name) + ".out"));
}

Source PythonWriter::move(const Step& step) {
  const Name* to = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
  if (to == nullptr) return refuse("move needs two names");
  const string out = path(step.target + ".out"), into = path(to->text + ".in");
  if (step.arguments.size() == 1 && !helpers_.contains("carry")) {
    helpers_.insert("move");
    return fmt::format("move({}, {})", out, into);
  }
  helpers_.insert("carry");
  string faults;
  for (std::size_t i = 1; i < step.arguments.size(); ++i) {
    const Argument& argument = step.arguments[i];
    const Name* word = argument.value.as<Name>();
    faults += fmt::format(", {}={}", argument.key.empty() ? "count" : argument.key,
                          word != nullptr ? in_quotes(word->text) : print(argument.value));
  }
  return fmt::format("carry({}, {}, {}, {}{})", in_quotes(step.target), out, into, path(to->text),
                     faults);
}

Source PythonWriter::pump(const Step& step) {
  const Name* with = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
  if (with == nullptr) return refuse("pump needs two names");
  helpers_.insert("pump");
  string keys;
  for (std::size_t i = 1; i < step.arguments.size(); ++i)
    keys += fmt::format(", {}={}", step.arguments[i].key, print(step.arguments[i].value));
  return fmt::format("pump({}, {}{})", end(step.target), end(with->text), keys);
}

Source PythonWriter::member(const Step& step) {
  const StepDef& def = step_def(step.kind);
  Source given = arguments(step);
  if (!given) return given;
  const std::uint8_t kind = scope_.kind_of(step.target);
  if (kind == kPlainValue) {
    helpers_.insert("member");
    return fmt::format("member({}, \"{}\"{}{})", path(step.target), def.word,
                       given->empty() ? "" : ", ", *given);
  }
  string text = place(step.target, def.word);
  if (given->empty() && is_attribute(def, kind)) return text;
  return text + "(" + *given + ")";
}

PythonWriter::Code PythonWriter::set(const Step& step) {
  const std::size_t point = step.target.rfind('.');
  const string owner = step.target.substr(0, point), attribute = step.target.substr(point + 1);
  if (attribute == "in" || (attribute == "out" && scope_.kind_of(owner) == kOnObject))
    return refuse("an object's BIOs are chosen when it is made");
  const Source value = expression(step.arguments.at(0).value);
  if (!value) return tl::unexpected(value.error());
  return Lines{fmt::format("{}.{} = {}", path(owner), attribute, *value)};
}

PythonWriter::Code PythonWriter::react(const Step& step) {
  const std::size_t point = step.target.rfind('.');
  const string owner = step.target.substr(0, point), event = step.target.substr(point + 1);
  if (event != "sni" && event != "msg" && event != "psk") {
    return refuse("Python has no callback for `" + event +
                  "`; set keylog_filename by hand if its lines matter");
  }
  helpers_.insert("on_" + event);
  Lines lines = {
      "def react(*heard):",
      fmt::format("    print(\"  | callback {} \" + \" \".join(literal(h) for h in heard))",
                  event)};
  for (std::size_t i = 0; i < step.body.size(); ++i) {
    const Step& inner = step.body[i];
    if (inner.kind == StepKind::kReturn) {
      const Source value =
          inner.arguments.empty() ? Source(string("None")) : expression(inner.arguments[0].value);
      if (!value) return tl::unexpected(value.error());
      lines.push_back("    return " + *value);
      break;
    }
    if (inner.kind == StepKind::kRaise) {
      const Name* type = inner.arguments.at(0).value.as<Name>();
      const string message = inner.arguments.size() > 1 ? print(inner.arguments[1].value) : "";
      lines.push_back(fmt::format("    raise {}({})",
                                  exception_class(type == nullptr ? "" : type->text),
                                  message == "None" ? "" : message));
      break;
    }
    auto inside = labelled(inner, i, "inner");
    if (!inside) return inside;
    for (const string& line : *inside) lines.push_back("    " + line);
  }
  lines.push_back(fmt::format("on_{}({}, react)", event, path(owner)));
  return lines;
}

PythonWriter::Code PythonWriter::disturb(const Step& step) {
  const Name* kind = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
  const string name = kind == nullptr ? "" : kind->text;
  if (name == "hash" || name == "certificate") {
    helpers_.insert("fail_elsewhere");
    return Lines{"fail_elsewhere()"};
  }
  if (name == "thread") {
    helpers_.insert("thread");
    return Lines{"thread()"};
  }
  return refuse(
      "it acts on C's errno or on the library's error queue, which Python alone cannot reach");
}

tl::expected<PythonWriter::Doing, string> PythonWriter::doing(const Step& step) {
  const auto said = [](Source source) -> tl::expected<Doing, string> {
    if (!source) return tl::unexpected(source.error());
    return Doing{std::move(*source), {}};
  };
  const auto done = [](Code code) -> tl::expected<Doing, string> {
    if (!code) return tl::unexpected(code.error());
    return Doing{{}, std::move(*code)};
  };
  switch (step.kind) {
    case StepKind::kSeed:
      return Doing{};
    case StepKind::kClock:
      return refuse("a Python program lives in the time of its machine; leave the step out");
    case StepKind::kContext:
      return done(make_context(step));
    case StepKind::kObject:
    case StepKind::kPeer:
      return done(make_object(step));
    case StepKind::kPuppet:
    case StepKind::kFlight:
    case StepKind::kSend:
    case StepKind::kExpect:
      return refuse("a Python program has no puppet");
    case StepKind::kBio:
      return done(Lines{"global " + identifiers_.of(step.target),
                        identifiers_.of(step.target) + " = ssl.MemoryBIO()"});
    case StepKind::kLet: {
      const Source value = expression(step.arguments.at(0).value);
      if (!value) return tl::unexpected(value.error());
      return done(Lines{"global " + identifiers_.of(step.target),
                        identifiers_.of(step.target) + " = " + *value});
    }
    case StepKind::kShow:
      return said(path(step.target));
    case StepKind::kOn:
      return done(react(step));
    case StepKind::kReturn:
    case StepKind::kRaise:
      return refuse("it stands outside a callback");
    case StepKind::kDrop: {
      string names = path(step.target);
      if (scope_.kind_of(step.target) == kOnObject && !dropped_.contains(step.target))
        names += ", " + buffer(step.target, "in") + ", " + buffer(step.target, "out");
      const string declared = "global " + names;
      dropped_.insert(step.target);
      return done(Lines{declared, "del " + names});
    }
    case StepKind::kCollect:
      helpers_.insert("collect");
      return said(Source(string("collect()")));
    case StepKind::kDisturb:
      return done(disturb(step));
    case StepKind::kMove:
      return said(move(step));
    case StepKind::kPump:
      return said(pump(step));
    case StepKind::kState:
      helpers_.insert("state");
      return said(scope_.kind_of(step.target) == kOnObject
                      ? fmt::format("state({}, {}, {})", path(step.target),
                                    buffer(step.target, "in"), buffer(step.target, "out"))
                      : fmt::format("state({})", path(step.target)));
    case StepKind::kSet:
      return done(set(step));
    case StepKind::kInspect:
      return said(inspect(step));
    default:
      // `puppet` and what it says: a peer that no library is.
      if (step_def(step.kind).on == 0) return refuse("no program outside the harness has a puppet");
      return said(member(step));
  }
}

PythonWriter::Code PythonWriter::labelled(const Step& step, std::size_t index, string_view how) {
  helpers_.insert(string(how));
  auto body = doing(step);
  if (!body) return tl::unexpected(body.error());
  scope_.add(step);
  if (made_kind(step, scope_) != 0) dropped_.erase(step.target);
  const string label = in_quotes(exported_label(step, index));
  if (!body->expression.empty())
    return Lines{fmt::format("{}({}, lambda: {})", how, label, body->expression)};
  if (body->statements.empty()) return Lines{};
  Lines lines = {fmt::format("@{}({})", how, label), "def _():"};
  for (const string& line : body->statements) lines.push_back("    " + line);
  return lines;
}

Source PythonWriter::write(const Script& script) {
  string program;
  bool after_block = true;
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    const Step& step = script.steps[i];
    const Code lines = labelled(step, i, "step");
    if (!lines) return tl::unexpected(cannot(step, "Python", lines.error(), options_));
    const bool block = lines->size() > 1;
    if (block || after_block) program += '\n';
    if (block && !after_block) program += '\n';
    for (const string& line : *lines) program += line + '\n';
    if (block) program += '\n';
    after_block = block;
  }
  string out = "#!/usr/bin/env python3\n" + title_lines(script, options_, "#");
  out +=
      "# Needs the ssl module and the standard library of Python 3.6 or later, or of 2.7 with "
      "ssl.MemoryBIO.\n";
  string helpers = python_helpers(helpers_);
  string data;
  if (default_ciphers_) {
    data += "\nCIPHERS = (\n";
    for (string_view rest = kDefaultCiphers; !rest.empty();) {
      const std::size_t cut = std::min(rest.find(':'), rest.size() - 1) + 1;
      data += "    \"" + string(rest.substr(0, cut)) + "\"\n";
      rest.remove_prefix(cut);
    }
    data += ")\n";
  }
  if (helpers_.contains("pem")) {
    data += "\nPEM = {\n";
    for (const auto& [name, text] : pems_.all())
      data += fmt::format("    {}: \"\"\"{}\"\"\",\n", in_quotes(name), text);
    data += "}\n";
  }
  if (subclass_) data += "\n\nclass Subclass(ssl.SSLObject):\n    pass\n";
  const std::size_t mark = helpers.find("@PEM@");
  helpers.replace(mark, 5, data);
  return out + helpers + '\n' + program;
}

Source export_python(const Script& script, const ExportOptions& options) {
  return PythonWriter(options).write(script);
}

}  // namespace parallax
