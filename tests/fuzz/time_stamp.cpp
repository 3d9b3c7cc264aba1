// Time stamps: any bytes, as the reply of an authority. A token is part of its reply, and one that is believed is over
// the data that was asked about and signed by somebody.
#include "trust/time_stamp.hpp"

#include <array>

#include "require.hpp"
#include "signing/time_stamp_reply.hpp"
#include "trust/chain.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const std::string reply(data, data + size);
  const Result<std::string> token = read_time_stamp_reply(reply, "https://tsa.example/");
  if (!token) {
    fuzz::require_sound(token.error());
    return 0;
  }
  fuzz::require(!token->empty() && reply.ends_with(*token), "a token lies in its reply");
  const std::array<std::string_view, 2> pieces{"a ", "letter"};
  const Result<TimeStamp> stamp = read_time_stamp(*token, pieces);
  if (!stamp) {
    fuzz::require_sound(stamp.error());
    return 0;
  }
  const std::array<std::string_view, 1> whole{"a letter"};
  const std::array<std::string_view, 1> other{"a litter"};
  fuzz::require(read_time_stamp(*token, whole).has_value(), "pieces are one after another");
  fuzz::require(!read_time_stamp(*token, other).has_value(), "a stamp is of one thing alone");
  fuzz::require(stamp->signer.x509() != nullptr && !stamp->policy.empty(), "a stamp has a signer and a policy");
  const auto chain = chain_of({stamp->signer, stamp->certificates, {stamp->signer}, stamp->at, Use::time_stamp});
  if (!chain) fuzz::require_sound(chain.error());
  return 0;
}
