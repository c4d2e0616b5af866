// The checks of the table in rules.cc, by the file that has them.
#ifndef PARALLAX_HARNESS_COMPARE_RULE_CHECKS_H_
#define PARALLAX_HARNESS_COMPARE_RULE_CHECKS_H_

#include "harness/compare/rules.h"

namespace parallax {

// rules_bio.cc
void check_bio_order(const Case& c, RuleReport& report);
void check_bio_pending(const Case& c, RuleReport& report);
void check_bio_eof(const Case& c, RuleReport& report);
void check_bio_read_size(const Case& c, RuleReport& report);
void check_bio_write_count(const Case& c, RuleReport& report);
void check_bio_write_after_eof(const Case& c, RuleReport& report);

// rules_object.cc
void check_read_size(const Case& c, RuleReport& report);
void check_one_record(const Case& c, RuleReport& report);
void check_short_read(const Case& c, RuleReport& report);
void check_write_whole(const Case& c, RuleReport& report);
void check_write_keeps_argument(const Case& c, RuleReport& report);
void check_dead_stays_dead(const Case& c, RuleReport& report);
void check_handshake_once(const Case& c, RuleReport& report);
void check_version_stable(const Case& c, RuleReport& report);
void check_version_cipher(const Case& c, RuleReport& report);
void check_data_needs_handshake(const Case& c, RuleReport& report);
void check_truncation(const Case& c, RuleReport& report);
void check_unwrap(const Case& c, RuleReport& report);
void check_close_notify_sent(const Case& c, RuleReport& report);
void check_session_reused(const Case& c, RuleReport& report);

// rules_exceptions.cc
void check_exceptions(const Case& c, RuleReport& report);

// rules_data.cc
void check_data_as_sent(const Case& c, RuleReport& report);
void check_plaintext(const Case& c, RuleReport& report);

// rules_wire.cc
void check_whole_records(const Case& c, RuleReport& report);
void check_record_length(const Case& c, RuleReport& report);
void check_plain_alert(const Case& c, RuleReport& report);
void check_begins_with_hello(const Case& c, RuleReport& report);
void check_no_early_data(const Case& c, RuleReport& report);
void check_negotiated_version(const Case& c, RuleReport& report);
void check_alpn(const Case& c, RuleReport& report);
void check_bounded_output(const Case& c, RuleReport& report);

// rules_handshake.cc
void check_handshake_path(const Case& c, RuleReport& report);
void check_data_after_finished(const Case& c, RuleReport& report);

// rules_verify.cc
void check_wrong_name(const Case& c, RuleReport& report);
void check_untrusted_server(const Case& c, RuleReport& report);
void check_untrusted_client(const Case& c, RuleReport& report);

// rules_process.cc
void check_no_crash(const Case& c, RuleReport& report);
void check_no_hang(const Case& c, RuleReport& report);
void check_no_oom(const Case& c, RuleReport& report);

// rules_metamorphic.cc
void check_same_again(const Case& c, RuleReport& report);
void check_looking(const Case& c, RuleReport& report);
void check_cutting(const Case& c, RuleReport& report);
void check_beside(const Case& c, RuleReport& report);
void check_bystander(const Case& c, RuleReport& report);
void check_after_failure(const Case& c, RuleReport& report);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_RULE_CHECKS_H_
