// Bio: ssl.MemoryBIO as a plain string of octets with a reading position.
//
// Complexity: write is amortised linear in what is written, read linear in what is read.
// Source: contract, "MemoryBIO"; Python documentation, ssl.MemoryBIO.
#ifndef PARALLAX_ENGINES_GNUTLS_BIO_H_
#define PARALLAX_ENGINES_GNUTLS_BIO_H_

#include <cstddef>
#include <string>

#include "harness/contract/engine.h"

namespace parallax::gnutls {

class Bio : public MemoryBio {
 public:
  Outcome read(std::int64_t size) override;
  Outcome write(std::string_view octets) override;
  Outcome write_eof() override;
  BioState state() const override;

  // For an SSLObject, which may write after write_eof().
  bool append(std::string_view octets);
  std::size_t take(void* out, std::size_t size);
  std::size_t pending() const { return octets_.size() - position_; }
  bool eof() const { return ended_ && pending() == 0; }

 private:
  void consume(std::size_t size);

  std::string octets_;
  std::size_t position_ = 0;  // octets before it have been read
  bool ended_ = false;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_BIO_H_
