// The part of fmt that is not templates, compiled once and linked statically: as headers alone it is most of the time that
// a source takes to build, and Debian's shared library would have to be there wherever the tarball runs.

#include <fmt/format-inl.h>

namespace fmt {
inline namespace v9 {
namespace detail {

// What <fmt/format.h> declares `extern template` or leaves to the library.
template dragonbox::decimal_fp<float> dragonbox::to_decimal(float) noexcept;
template dragonbox::decimal_fp<double> dragonbox::to_decimal(double) noexcept;
template locale_ref::locale_ref(const std::locale&);
template std::locale locale_ref::get<std::locale>() const;
template thousands_sep_result<char> thousands_sep_impl(locale_ref);
template char decimal_point_impl(locale_ref);
template void buffer<char>::append(const char*, const char*);
template void vformat_to(buffer<char>&, string_view, basic_format_args<buffer_context<char>>,
                         locale_ref);

}  // namespace detail
}  // namespace v9
}  // namespace fmt
