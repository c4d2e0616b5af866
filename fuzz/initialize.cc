// What targets with engines are linked with: engines are loaded before the fuzzer looks at what code there is.

#include "fuzz/laboratory.h"
#include "fuzz/target.h"

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  parallax::fuzz::Laboratory::get();
  return 0;
}
