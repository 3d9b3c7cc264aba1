// In: what a library puts and reports. Out: messages to the parent.
// Refuses: anything put that the call is not for. Ends the process with 70 when nobody listens any more.
#include "department/child_voice.hpp"

#include "isolation/frames.hpp"
#include "isolation/parent_channel.hpp"

namespace engross::child {
namespace {

constexpr std::size_t flush_at = 64U << 10U;

std::string resource(std::string_view name, std::string_view bytes) {
  std::string text;
  append_number(text, message::resource);
  append_text(text, name);
  append_text(text, bytes);
  return text;
}

std::string answer(std::string_view json) {
  std::string text;
  append_number(text, message::answer);
  append_text(text, json);
  return text;
}

engross_status put(void* host, std::uint32_t kind, const char* name, std::size_t name_length, const void* bytes,
                   std::size_t size) {
  Host& self = *static_cast<Host*>(host);
  if (kind != self.awaited || name == nullptr || (bytes == nullptr && size != 0)) return ENGROSS_UNSUPPORTED;
  if (self.keeps_to_itself) return ENGROSS_OK;
  const std::string_view content(static_cast<const char*>(bytes), size);
  self.voice.say(kind == ENGROSS_PUT_RESOURCE ? resource({name, name_length}, content) : answer(content));
  return ENGROSS_OK;
}

void report(void* host, std::int32_t severity, const char* words, std::size_t length) {
  Host& self = *static_cast<Host*>(host);
  if (severity >= ENGROSS_ERROR) self.reported_error = true;
  std::string text;
  append_number(text, message::report);
  append_number(text, static_cast<std::uint32_t>(severity));
  append_text(text, words == nullptr ? std::string_view() : std::string_view(words, length));
  append_text(text, self.call);
  self.voice.say(text);
}

}  // namespace

void Voice::say(std::string_view message) {
  append_frame(waiting_, message);
  if (waiting_.size() >= flush_at) flush();
}

void Voice::flush() {
  write_to_parent(waiting_);
  waiting_.clear();
}

engross_host Host::face() {
  return {sizeof(engross_host), ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR, 0, this, report};
}

engross_sink Host::sink() {
  return {sizeof(engross_sink), 0, this, put, report};
}

void Host::say_alone(message::Kind kind) {
  std::string text;
  append_number(text, kind);
  voice.say(text);
}

void Host::say_failed(const Failure& failure) {
  std::string text;
  append_number(text, message::failed);
  append_text(text, failure.code);
  append_text(text, failure.message);
  voice.say(text);
}

}  // namespace engross::child
