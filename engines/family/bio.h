// Bio: ssl.MemoryBIO on the library's own memory BIO, or on the segmented one (segmented_bio.h).
#ifndef PARALLAX_ENGINES_FAMILY_BIO_H_
#define PARALLAX_ENGINES_FAMILY_BIO_H_

#include <memory>

#include "engines/family/library.h"
#include "engines/family/runtime.h"
#include "harness/contract/engine.h"

namespace parallax::family {

// Ownership: holds one reference to the BIO; an object that uses it holds another.
class Bio final : public MemoryBio {
 public:
  explicit Bio(std::shared_ptr<Runtime> runtime);
  Outcome read(std::int64_t size) override;
  Outcome write(std::string_view octets) override;
  Outcome write_eof() override;
  BioState state() const override;

  // What read() would give, for memory of the caller's.
  std::size_t pending() const { return static_cast<std::size_t>(BIO_pending(bio_.get())); }
  // Up to `length` octets, not 0. ok None with the number in *count.
  Outcome read_some(char* out, int length, std::size_t* count);

  BIO* get() const { return bio_.get(); }

 private:
  std::shared_ptr<Runtime> runtime_;
  BioPtr bio_;
  bool eof_written_ = false;
};

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_BIO_H_
