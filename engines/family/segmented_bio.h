// The segmented BIO: SegmentedBuffer behind the library's BIO interface, in the place of BIO_s_mem.
//
// It does what BIO_s_mem does, call for call (segmented_bio_test.cc drives both side by side): retry
// flags, end of stream, errors and what BIO_ctrl answers. What differs is cost: nothing that waits
// is moved, and a drained BIO keeps at most 64 KiB. Four things BIO_s_mem can do are refused with
// 0, as no caller could rely on the result:
//   BIO_dup_chain    BIO_s_mem's copy is empty: what waited is lost without a word
//   BIO_get_mem_ptr, BIO_set_mem_buf   there is no BUF_MEM; the pointer is set to null
//   BIO_reset with BIO_FLAGS_NONCLEAR_RST   octets that were read are gone
//   BIO_seek, BIO_tell   (OpenSSL 3.1 and later) the same; its positions count from its last move
// BIO_get_mem_data is served, in O(what waits) where that is not in one piece.
//
// Bound: as BIO_s_mem of the library that it is built against; OpenSSL's refuses more than about
// 1.5 GiB, with an error in the queue. Ownership: a BIO owns its buffer; BIO_free frees it, whatever
// BIO_set_close said. Threads: as any BIO. Supported: OpenSSL 1.1.0 and later, BoringSSL, AWS-LC.
// Sources: BIO_s_mem(3), BIO_ctrl(3), BIO_meth_new(3).
#ifndef PARALLAX_ENGINES_FAMILY_SEGMENTED_BIO_H_
#define PARALLAX_ENGINES_FAMILY_SEGMENTED_BIO_H_

#include <openssl/bio.h>

#include "harness/buffer/segmented_buffer.h"

namespace parallax::family {

// For BIO_new(). Made once, lives as long as the process; null if there was no memory for it.
const BIO_METHOD* segmented_bio_method();

// The buffer of such a BIO, for its counts and for copies saved; null for a BIO of any other kind.
// Owned by the BIO. What is done to it is seen by the BIO's next call.
SegmentedBuffer* segmented_buffer(BIO* bio);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_SEGMENTED_BIO_H_
