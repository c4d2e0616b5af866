// The keys of a `puppet` step, as the puppet's Config; and the keys of its steps, as a Shape.
//
// Threads: pure functions. Errors: an Outcome, ValueError for what means nothing.
#ifndef PARALLAX_HARNESS_PEER_PUPPET_OPTIONS_H_
#define PARALLAX_HARNESS_PEER_PUPPET_OPTIONS_H_

#include <functional>
#include <memory>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/contract/outcome.h"
#include "harness/puppet/config.h"
#include "harness/puppet/shape.h"
#include "harness/script/script.h"

namespace parallax {

// The last session of the puppet of that name; null where there is none.
using SessionOf = std::function<std::shared_ptr<const puppet::Session>(std::string_view name)>;

tl::expected<puppet::Config, Outcome> puppet_config(const Step& step, const SessionOf& session_of);

// Whether the key says how a message goes into records. Such keys are read into *shape.
tl::expected<bool, Outcome> read_shape(const Argument& argument, puppet::Shape* shape);

// A number: an integer, or a name of the enumeration `type` of the wire's table ("ContentType").
tl::expected<std::uint64_t, Outcome> number_of(const Argument& argument, std::string_view type);
// Names, of a text or of a list of texts.
tl::expected<std::vector<std::string>, Outcome> names_of(const Argument& argument);

Outcome bad_value(const Argument& argument, std::string_view wanted);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PEER_PUPPET_OPTIONS_H_
