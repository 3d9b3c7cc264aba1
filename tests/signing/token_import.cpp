// In: a PKCS#11 module and a certificate. Out: the certificate in its token, as PKCS#11 2.40 (10.6.2) has it. Refuses:
// a token that does not take it, by throwing. Of the interface only what this needs is written out here.
#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "signing/token.hpp"

namespace engross::test {
namespace {

using Number = unsigned long;

struct Attribute {
  Number type;
  const void* value;
  Number length;
};

// In the order of the module's list of functions.
constexpr std::size_t initialize = 0, get_slots = 4, open_session = 12, log_in = 18, create_object = 20;

struct Functions {
  std::array<unsigned char, 2> version;
  std::array<void (*)(), 68> all;

  template <class... Words>
  bool call(std::size_t which, Words... words) const {
    return reinterpret_cast<Number (*)(Words...)>(all[which])(words...) == 0;
  }
};

bool put_certificate(const Functions& module, Number session, const Certificate& certificate, const std::string& label,
                     const std::string& id) {
  constexpr Number of_class = 0x00, in_token = 0x01, is_private = 0x02, of_label = 0x03, of_value = 0x11,
                   of_type = 0x80, of_subject = 0x101, of_id = 0x102;
  const Number certificate_class = 1, x509 = 0;
  const unsigned char yes = 1, no = 0;
  const std::string subject = der_of(i2d_X509_NAME, X509_get_subject_name(certificate.x509()));
  const std::string der = certificate.der();
  std::array<Attribute, 8> object{{{of_class, &certificate_class, sizeof certificate_class},
                                   {of_type, &x509, sizeof x509},
                                   {in_token, &yes, 1},
                                   {is_private, &no, 1},
                                   {of_label, label.data(), label.size()},
                                   {of_id, id.data(), id.size()},
                                   {of_subject, subject.data(), subject.size()},
                                   {of_value, der.data(), der.size()}}};
  Number handle = 0;
  return module.call(create_object, session, object.data(), static_cast<Number>(object.size()), &handle);
}

bool import_into(const std::string& path, const std::string& pin, const Certificate& certificate,
                 const std::string& label, const std::string& id) {
  constexpr Number serial_and_writable = 6, user = 1;
  void* library = ::dlopen(path.c_str(), RTLD_NOW);
  if (library == nullptr) return false;
  const auto list_of = reinterpret_cast<Number (*)(const Functions**)>(::dlsym(library, "C_GetFunctionList"));
  const Functions* module = nullptr;
  if (list_of == nullptr || list_of(&module) != 0) return false;
  std::array<Number, 16> slots{};
  Number count = slots.size();
  if (!module->call(initialize, static_cast<void*>(nullptr))) return false;
  if (!module->call(get_slots, static_cast<unsigned char>(1), slots.data(), &count)) return false;
  for (Number i = 0; i < count; ++i) {
    Number session = 0;
    if (!module->call(open_session, slots[i], serial_and_writable, static_cast<void*>(nullptr),
                      static_cast<void*>(nullptr), &session))
      continue;
    if (!module->call(log_in, session, user, pin.data(), static_cast<Number>(pin.size()))) continue;
    return put_certificate(*module, session, certificate, label, id);
  }
  return false;
}

}  // namespace

void import_certificate(const std::string& module, const std::string& pin, const Certificate& certificate,
                        const std::string& label, const std::string& id) {
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) ::_exit(import_into(module, pin, certificate, label, id) ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("the token takes no certificate");
}

}  // namespace engross::test
