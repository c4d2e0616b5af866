#include "engines/family/segmented_bio.h"

#include <openssl/err.h>

#include <algorithm>
#include <climits>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

namespace parallax::family {
namespace {

#if defined(OPENSSL_IS_BORINGSSL) || defined(OPENSSL_IS_AWSLC)
constexpr std::size_t kBound = SegmentedBuffer::kUnbounded;
constexpr int kBeyondBound = ERR_R_MALLOC_FAILURE;
constexpr int kNonClearReset = 0;
#else
// OpenSSL's BUF_MEM_grow refuses more: four thirds of it would not fit into an int.
constexpr std::size_t kBound = 0x5ffffffc;
#if OPENSSL_VERSION_NUMBER >= 0x30200000L
constexpr int kBeyondBound = ERR_R_PASSED_INVALID_ARGUMENT;
#else
constexpr int kBeyondBound = ERR_R_MALLOC_FAILURE;
#endif
#ifdef BIO_FLAGS_NONCLEAR_RST
constexpr int kNonClearReset = BIO_FLAGS_NONCLEAR_RST;
#else
constexpr int kNonClearReset = 0;
#endif
#endif

struct Contents {
  SegmentedBuffer buffer{kBound};
  int when_empty = -1;  // what a read of nothing returns; unless 0, it may be tried again
};

Contents& contents(BIO* bio) { return *static_cast<Contents*>(BIO_get_data(bio)); }

int on_create(BIO* bio) {
  auto* made = new (std::nothrow) Contents;
  if (made == nullptr) return 0;
  BIO_set_data(bio, made);
  BIO_set_shutdown(bio, 1);
  BIO_set_init(bio, 1);
  return 1;
}

int on_destroy(BIO* bio) {
  if (bio == nullptr) return 0;
  delete static_cast<Contents*>(BIO_get_data(bio));
  BIO_set_data(bio, nullptr);
  BIO_set_init(bio, 0);
  return 1;
}

int on_read(BIO* bio, char* out, int length) {
  Contents& own = contents(bio);
  BIO_clear_retry_flags(bio);
  if (own.buffer.empty()) {
    if (own.when_empty != 0) BIO_set_retry_read(bio);
    return own.when_empty;
  }
  if (length <= 0) return length;
  if (out == nullptr) {
    return static_cast<int>(std::min(own.buffer.size(), static_cast<std::size_t>(length)));
  }
  return static_cast<int>(own.buffer.read(out, static_cast<std::size_t>(length)));
}

int on_write(BIO* bio, const char* octets, int length) {
  BIO_clear_retry_flags(bio);
  if (length <= 0) return length == 0 ? 0 : -1;
  if (octets == nullptr) {
    ERR_put_error(ERR_LIB_BIO, 0, ERR_R_PASSED_NULL_PARAMETER, __FILE__, __LINE__);
    return -1;
  }
  const auto done = contents(bio).buffer.write({octets, static_cast<std::size_t>(length)});
  if (done) return length;
  const bool full = done.error() == SegmentedBuffer::Refusal::kFull;
  ERR_put_error(ERR_LIB_BUF, 0, full ? kBeyondBound : ERR_R_MALLOC_FAILURE, __FILE__, __LINE__);
  return -1;
}

int on_puts(BIO* bio, const char* text) {
  const std::size_t length = std::strlen(text);
  return length > INT_MAX ? -1 : on_write(bio, text, static_cast<int>(length));
}

// A line, with its end, or as much of it as there is and fits; a NUL behind it.
int on_gets(BIO* bio, char* out, int size) {
  SegmentedBuffer& buffer = contents(bio).buffer;
  BIO_clear_retry_flags(bio);
  if (size <= 0) return 0;
  const std::size_t most = std::min(buffer.size(), static_cast<std::size_t>(size - 1));
  const std::size_t before = buffer.find('\n', most);
  const std::size_t count = buffer.read(out, std::min(before + 1, most));
  out[count] = '\0';
  return static_cast<int>(count);
}

long in_one_piece(SegmentedBuffer& buffer, void* out) {
  const auto whole = buffer.linearise();
  if (out != nullptr) {
    *static_cast<char**>(out) = whole ? const_cast<char*>(whole->data()) : nullptr;
  }
  return whole ? static_cast<long>(whole->size()) : 0;
}

long on_control(BIO* bio, int command, long number, void* pointer) {
  Contents& own = contents(bio);
  switch (command) {
    case BIO_CTRL_RESET:
      if (BIO_test_flags(bio, kNonClearReset) != 0) return 0;
      own.buffer.clear();
      return 1;
    case BIO_CTRL_EOF:
      return own.buffer.empty() ? 1 : 0;
    case BIO_CTRL_PENDING:
      return static_cast<long>(own.buffer.size());
    case BIO_CTRL_WPENDING:
      return 0;  // what was written is written
    case BIO_CTRL_FLUSH:
      return 1;
    case BIO_CTRL_INFO:
      return pointer == nullptr ? static_cast<long>(own.buffer.size())
                                : in_one_piece(own.buffer, pointer);
    case BIO_C_SET_BUF_MEM_EOF_RETURN:
      own.when_empty = static_cast<int>(number);
      return 1;
    case BIO_CTRL_GET_CLOSE:
      return BIO_get_shutdown(bio);
    case BIO_CTRL_SET_CLOSE:
      BIO_set_shutdown(bio, static_cast<int>(number));
      return 1;
    case BIO_C_GET_BUF_MEM_PTR:
      if (pointer != nullptr) *static_cast<void**>(pointer) = nullptr;
      return 0;
    case BIO_C_SET_BUF_MEM:
    case BIO_CTRL_DUP:
    default:
      return 0;
  }
}

struct MethodFreer {
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};

struct Method {
  int type;
  std::unique_ptr<BIO_METHOD, MethodFreer> method;
};

Method make_method() {
  const int type = BIO_get_new_index() | BIO_TYPE_SOURCE_SINK;
  Method made{type, {BIO_meth_new(type, "segmented memory buffer"), {}}};
  BIO_METHOD* method = made.method.get();
  const bool complete =
      method != nullptr && BIO_meth_set_create(method, on_create) == 1 &&
      BIO_meth_set_destroy(method, on_destroy) == 1 && BIO_meth_set_read(method, on_read) == 1 &&
      BIO_meth_set_write(method, on_write) == 1 && BIO_meth_set_puts(method, on_puts) == 1 &&
      BIO_meth_set_gets(method, on_gets) == 1 && BIO_meth_set_ctrl(method, on_control) == 1;
  if (!complete) made.method.reset();
  return made;
}

const Method& the_method() {
  // Never freed: BIOs of it may outlive every static object.
  static const Method* const method = new (std::nothrow) Method(make_method());
  static const Method none{};
  return method == nullptr ? none : *method;
}

}  // namespace

const BIO_METHOD* segmented_bio_method() { return the_method().method.get(); }

SegmentedBuffer* segmented_buffer(BIO* bio) {
  const Method& own = the_method();
  return own.method != nullptr && BIO_method_type(bio) == own.type ? &contents(bio).buffer
                                                                   : nullptr;
}

}  // namespace parallax::family
