#include "engines/backport/native/interpreter.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

namespace parallax::backport {
namespace {

using Word = void*;

// Fields after the object's head, in words.
constexpr std::size_t kHead = sizeof(PyObject) / sizeof(Word);
constexpr std::size_t kContextSsl = kHead;
constexpr std::size_t kSocketSocket = kHead;
constexpr std::size_t kSocketOwner = kHead + 1;
constexpr std::size_t kSocketContext = kHead + 3;
// An SSL_CTX has its method among its first words: OpenSSL 1.1.1 to 3.1 as the first, 3.2 on as the
// second.
constexpr std::size_t kMethodWithin = 4;
using FirstWords = std::array<Word, kMethodWithin>;

constexpr long kProtocolTls = 2;  // ssl.PROTOCOL_SSLv23, PROTOCOL_TLS
constexpr const char* kRebuild =
    "build the extension with the headers and libraries of the OpenSSL that this Python's _ssl "
    "uses, "
    "or use the ctypes form";

PyTypeObject* context_type = nullptr;  // kept for as long as the process
PyTypeObject* socket_type = nullptr;

bool refuse(const std::string& why) {
  PyErr_Clear();
  PyErr_SetString(PyExc_ImportError, why.c_str());
  return false;
}

const Word* words_of(PyObject* object) { return reinterpret_cast<const Word*>(object); }

// The words at `address`, copied by the kernel: nothing if they cannot be read.
std::optional<FirstWords> copy_words(const void* address) {
  std::array<int, 2> ends{};
  FirstWords words{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  const auto size = static_cast<ssize_t>(sizeof words);
  const bool copied = ::write(ends[1], address, sizeof words) == size &&
                      ::read(ends[0], static_cast<void*>(words.data()), sizeof words) == size;
  ::close(ends[0]);
  ::close(ends[1]);
  return copied ? std::optional(words) : std::nullopt;
}

std::string file_of(const void* address) {
  Dl_info info{};
  const bool found = dladdr(address, &info) != 0 && info.dli_fname != nullptr;
  return found ? info.dli_fname : "no loaded file";
}

std::string file_of_module(PyObject* module) {
  const PyRef file(PyObject_GetAttrString(module, "__file__"));
  if (file && PyBytes_Check(file.get())) return PyBytes_AsString(file.get());
  PyErr_Clear();
  return "built into the interpreter";
}

// Where the library keeps a context's method; nothing if not among the first words.
std::optional<std::size_t> method_place() {
  const family::SslCtxPtr own(SSL_CTX_new(TLS_method()));
  if (own == nullptr) return std::nullopt;
  const std::optional<FirstWords> words = copy_words(own.get());
  const void* method = TLS_method();
  for (std::size_t i = 0; words && i < words->size(); ++i) {
    if ((*words)[i] == method) return i;
  }
  return std::nullopt;
}

bool find_type(PyObject* module, const char* name, std::size_t least, PyTypeObject** type) {
  PyRef found(PyObject_GetAttrString(module, name));
  if (!found || !PyType_Check(found.get())) {
    return refuse(
        fmt::format("{} has no type {}: Python 2.7.9 or later is needed, whose ssl has "
                    "what PEP 466 brought",
                    file_of_module(module), name));
  }
  auto* candidate = reinterpret_cast<PyTypeObject*>(found.get());
  if (static_cast<std::size_t>(candidate->tp_basicsize) < least * sizeof(Word)) {
    return refuse(fmt::format("{}.{} is {} octets long, shorter than any known layout of it",
                              file_of_module(module), name, candidate->tp_basicsize));
  }
  *type = reinterpret_cast<PyTypeObject*>(found.release());
  return true;
}

bool verify_context(PyObject* module, PyObject* context) {
  const std::optional<std::size_t> place = method_place();
  if (!place) return refuse("the layout of this OpenSSL's SSL_CTX is not known");
  const void* candidate = words_of(context)[kContextSsl];
  const std::optional<FirstWords> words = copy_words(candidate);
  if (!words) {
    return refuse(fmt::format("the layout of {}._SSLContext is not known: no SSL_CTX in it",
                              file_of_module(module)));
  }
  if ((*words)[*place] != TLS_method()) {
    return refuse(fmt::format(
        "{} does not use the libssl of this extension, {} ({}), or keeps its SSL_CTX elsewhere; {}",
        file_of_module(module), file_of(reinterpret_cast<const void*>(TLS_method())),
        OpenSSL_version(OPENSSL_VERSION), kRebuild));
  }
  return true;
}

// Options given through Python are those that the library sees.
bool verify_options(PyObject* module, PyObject* context) {
  const auto* ssl = static_cast<const SSL_CTX*>(words_of(context)[kContextSsl]);
  for (const unsigned long toggled : {SSL_OP_NO_TLSv1_1, SSL_OP_NO_TICKET}) {
    const unsigned long wanted = SSL_CTX_get_options(ssl) ^ toggled;
    const PyRef value(PyLong_FromUnsignedLong(wanted));
    if (!value || PyObject_SetAttrString(context, "options", value.get()) != 0 ||
        SSL_CTX_get_options(ssl) != wanted) {
      return refuse(fmt::format("{}: options set on a context are not seen by its library",
                                file_of_module(module)));
    }
  }
  return true;
}

bool verify_socket(PyObject* module, PyObject* context) {
  const PyRef sockets(PyImport_ImportModule("_socket"));
  const PyRef pair(
      sockets ? PyObject_CallMethod(sockets.get(), const_cast<char*>("socketpair"), nullptr)
              : nullptr);
  PyObject* own = pair && PyTuple_Check(pair.get()) ? PyTuple_GetItem(pair.get(), 0) : nullptr;
  // Something that can have a weak reference.
  const PyRef owner(PySet_New(nullptr));
  const PyRef reference(owner ? PyWeakref_NewRef(owner.get(), nullptr) : nullptr);
  const PyRef socket(own != nullptr && reference
                         ? PyObject_CallMethod(context, const_cast<char*>("_wrap_socket"),
                                               const_cast<char*>("OOOO"), own, Py_False, Py_None,
                                               owner.get())
                         : nullptr);
  const auto unknown = [&](const char* why) {
    return refuse(
        fmt::format("the layout of {}._SSLSocket is not known: {}", file_of_module(module), why));
  };
  if (!socket) return unknown("it cannot be made from a socket");
  if (Py_TYPE(socket.get()) != socket_type) return unknown("_wrap_socket() makes another type");
  const Word* words = words_of(socket.get());
  if (words[kSocketSocket] != own || words[kSocketContext] != context ||
      words[kSocketOwner] != reference.get()) {
    return unknown("its socket, owner and context are not where 2.7 has them");
  }
  return true;
}

}  // namespace

bool verify_interpreter() {
  if (context_type != nullptr && socket_type != nullptr) return true;
  const PyRef module(PyImport_ImportModule("_ssl"));
  if (!module) return refuse("this Python has no _ssl");
  PyTypeObject* contexts = nullptr;
  if (!find_type(module.get(), "_SSLContext", kContextSsl + 1, &contexts)) return false;
  if (!find_type(module.get(), "_SSLSocket", kSocketContext + 1, &socket_type)) return false;
  const PyRef context(PyObject_CallFunction(reinterpret_cast<PyObject*>(contexts),
                                            const_cast<char*>("l"), kProtocolTls));
  if (!context) return refuse("_ssl._SSLContext(PROTOCOL_TLS) cannot be made");
  if (!verify_context(module.get(), context.get()) ||
      !verify_options(module.get(), context.get()) || !verify_socket(module.get(), context.get())) {
    return false;
  }
  context_type = contexts;
  return true;
}

bool is_context(PyObject* object) { return PyObject_TypeCheck(object, context_type) != 0; }

family::SslCtxPtr ssl_of(PyObject* context) {
  auto* ssl = is_context(context) ? static_cast<SSL_CTX*>(words_of(context)[kContextSsl]) : nullptr;
  if (ssl == nullptr) {
    PyErr_SetString(PyExc_TypeError, "The value must be a SSLContext");
    return nullptr;
  }
  SSL_CTX_up_ref(ssl);
  return family::SslCtxPtr(ssl);
}

StandIn::StandIn(PyObject* owner)
    : memory_(std::make_unique<void*[]>(
          static_cast<std::size_t>(socket_type->tp_basicsize) / sizeof(Word) + 1)) {
  auto* head = reinterpret_cast<PyObject*>(memory_.get());
  Py_INCREF(head);  // never reaches zero: it is no object of the interpreter's
  Py_TYPE(head) = socket_type;
  memory_[kSocketOwner] = owner;
}

}  // namespace parallax::backport
