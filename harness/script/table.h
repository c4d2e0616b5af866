// The step table: every step of the language, once.
//
// Parser, printer, binary codec, completion, the interpreter's dispatch, the generator and the
// reference page (docs/steps.md) are all drawn from it. Adding a step is one entry in table.cc, one
// case in the interpreter (host/interpreter.cc) or the executor (run/executor.cc), and `parallax
// reference`.
//
// Tags are the binary form's and are never used twice: a step that goes leaves its tag behind,
// retired (table.cc keeps the list).
#ifndef PARALLAX_HARNESS_SCRIPT_TABLE_H_
#define PARALLAX_HARNESS_SCRIPT_TABLE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parallax {

// What a parameter takes, which decides how it is read, printed and mutated.
enum class Type : std::uint8_t {
  kNewName,  // a name made here: `object a …`
  kOldName,  // a name made before, or a path from one: `a`, `a.in`, `a.session`
  kWord,     // a bare word, one of `choices` or, where there are none, any: `tls=1.3`, `cert=p256`
  kInteger,
  kBoolean,
  kText,   // a str, or None
  kBytes,  // octets
  kValue,  // any value, names and made objects included
};

// From which level of agreement on an `ok` value is compared between engines.
enum class ValueClass : std::uint8_t {
  kData,   // what the peer said, or a fact of the contract: always
  kState,  // names of ciphers, certificates, sessions: level state and finer
  kWire,   // octets of TLS, or counts of them: level bytes
};

struct Param {
  std::string_view name;
  Type type;
  bool required = false;
  std::span<const std::string_view> choices = {};  // the known words; a kWord takes these alone…
  std::string_view doc = {};
  bool open = false;  // …unless open, where they are suggestions for completion and mutation
};

enum class Form : std::uint8_t {
  kDirective,  // WORD operands key=value…; a first operand that is a name is the step's target
  kMethod,     // TARGET.WORD arguments, positional or name=value
  kAttribute,  // TARGET.WORD
  kSet,        // TARGET = VALUE, where TARGET is a path with an attribute: `a.context = c`
  kLet,        // let NAME = VALUE
  kBlock,      // on CONTEXT.EVENT { steps }
};

// Which kinds of name a method or attribute belongs to; a bit each.
inline constexpr std::uint8_t kOnBio = 1;
inline constexpr std::uint8_t kOnObject = 2;
inline constexpr std::uint8_t kOnContext = 4;
inline constexpr std::uint8_t kOnSession = 8;

// Who carries the step out.
enum class Place : std::uint8_t {
  kEngine,    // one engine: the one that the target lives on
  kExecutor,  // the harness itself, by means of engine steps (move, pump) or for itself (seed,
              // peer)
};

enum class StepKind : std::uint8_t {
  kSeed = 1,
  kClock = 2,
  kContext = 3,
  kObject = 4,
  kPeer = 5,
  kBio = 6,
  kLet = 7,
  kShow = 8,
  kOn = 9,
  kReturn = 10,
  kRaise = 11,
  kDrop = 12,
  kCollect = 13,
  kDisturb = 14,
  kMove = 15,
  kPump = 16,
  kState = 17,
  kSet = 18,
  kPuppet = 19,
  kFlight = 20,
  kSend = 21,
  kExpect = 22,
  // 23 to 31 are kept for the puppet's steps.
  kRead = 32,
  kWrite = 33,
  kWriteEof = 34,
  kPending = 35,
  kEof = 36,
  kDoHandshake = 40,
  kUnwrap = 41,
  kVersion = 42,
  kCipher = 43,
  kSharedCiphers = 44,
  kCompression = 45,
  kSelectedAlpn = 46,
  kSelectedNpn = 47,
  kGetPeerCert = 48,
  kVerifiedChain = 49,
  kUnverifiedChain = 50,
  kChannelBinding = 51,
  kPostHandshake = 52,
  kServerSide = 53,
  kServerHostname = 54,
  kSession = 55,
  kSessionReused = 56,
  kContextOf = 57,
  kSetCiphers = 64,
  kSetAlpn = 65,
  kSessionStats = 66,
  kOptions = 67,
  kVerifyMode = 68,
  kCheckHostname = 69,
  kVerifyFlags = 70,
  kMinimumVersion = 71,
  kMaximumVersion = 72,
  kNumTickets = 73,
  kPostHandshakeAuth = 74,
  kGetCiphers = 75,
  kId = 80,
  kTime = 81,
  kTimeout = 82,
  kHasTicket = 83,
  kTicketLifetimeHint = 84,
  kInspect = 96,
};

struct StepDef {
  StepKind kind;  // also the binary tag
  std::string_view word;
  Form form;
  Place place;
  std::uint8_t on = 0;  // methods and attributes: which names have it
  ValueClass value = ValueClass::kData;
  std::span<const Param> params = {};  // operands first, then keys
  std::size_t operands = 0;  // how many of `params` are positional operands of a directive
  std::string_view doc = {};
  std::string_view source = {};
};

// All steps, by tag.
std::span<const StepDef> step_table();
const StepDef& step_def(StepKind kind);
// The step of that word: directives by their word (`move`), methods and attributes by theirs
// (`read`).
const StepDef* find_directive(std::string_view word);
const StepDef* find_member(std::string_view word);

// True for a directive whose first operand, a name, is the step's target rather than an argument.
bool has_target_operand(const StepDef& def);
// The parameters that arguments fill: all but the target.
std::span<const Param> argument_params(const StepDef& def);
// True for steps whose keys may also be fields of a message, by their RFC names: the table does not list
// them.
bool takes_fields(const StepDef& def);
// How many of argument_params() are positional operands of a directive.
std::size_t argument_operands(const StepDef& def);

// The known word nearest to `word` (edit distance at most 3, and at most half its length), or
// empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);
std::vector<std::string_view> all_words();

// The name that every script has from the start: the module under test, `ssl` or what stands in for
// it.
inline constexpr std::string_view kModuleName = "ssl";

// The events of `on` and the kinds of made objects, with what each is; for the reference page.
struct WordDoc {
  std::string_view word, doc;
};
std::span<const WordDoc> events();        // sni, keylog, msg, psk
std::span<const WordDoc> object_kinds();  // bytearray(…), memoryview(…), fill(…), …
std::span<const WordDoc> disturbances();  // errno, error_queue, …
// Their words alone, in the same order.
std::span<const std::string_view> event_words();
std::span<const std::string_view> object_kind_words();
// The attributes that `TARGET = VALUE` is known to set, and the exceptions that `raise` and `->`
// know; both are suggestions.
std::span<const std::string_view> settable_attributes();
std::span<const std::string_view> exception_words();

// docs/steps.md, the reference page.
std::string reference_page();
// Words that can follow `line` up to its end, for shells and editors.
std::vector<std::string> complete(std::string_view line);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_TABLE_H_
