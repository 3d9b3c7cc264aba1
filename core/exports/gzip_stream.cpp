// In: the bytes of a gzip file. Out: what is packed in it.
// Refuses: damage, an end in the middle, other bytes behind the last member (zeros are padding).
#include "exports/gzip_stream.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <new>

namespace engross {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18U;

class GzipStream final : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)), out_(piece, '\0') {
    if (::inflateInit2(&z_, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~GzipStream() override { ::inflateEnd(&z_); }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  Result<std::string_view> next() override {
    while (!ended_) {
      if (z_.avail_in == 0) {
        const Result<bool> there = read_on();
        if (!there) return tl::unexpected<Diagnostics>(there.error());
        if (!*there) break;
      }
      if (between_ && !begin_member()) return fail(damaged("has bytes behind its last member that are no gzip"));
      if (between_) continue;
      const Result<std::string_view> unpacked = unpack();
      if (!unpacked || !unpacked->empty()) return unpacked;
    }
    return std::string_view();
  }

 private:
  Result<bool> read_on() {
    const Result<std::string_view> next = packed_->next();
    if (!next) return tl::unexpected<Diagnostics>(next.error());
    ended_ = next->empty();
    if (ended_ && !between_) return fail(damaged("ends in the middle"));
    // zlib's type is not const; it does not write there.
    z_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(next->data()));
    z_.avail_in = static_cast<uInt>(next->size());
    return !ended_;
  }

  // Skips padding; whether what stands there may begin a member.
  bool begin_member() {
    while (z_.avail_in > 0 && *z_.next_in == 0) {
      padded_ = true;
      ++z_.next_in;
      --z_.avail_in;
    }
    if (z_.avail_in == 0) return true;
    if (padded_ || *z_.next_in != 0x1F) return false;
    between_ = false;
    ::inflateReset(&z_);
    return true;
  }

  Result<std::string_view> unpack() {
    z_.next_out = reinterpret_cast<Bytef*>(out_.data());
    z_.avail_out = static_cast<uInt>(out_.size());
    const int code = ::inflate(&z_, Z_NO_FLUSH);
    if (code == Z_MEM_ERROR) throw std::bad_alloc();
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return fail(damaged("is damaged"));
    between_ = code == Z_STREAM_END;
    const std::size_t size = out_.size() - z_.avail_out;
    good_ += size;
    return std::string_view(out_).substr(0, size);
  }

  Diagnostic damaged(std::string_view how) const {
    return error("exports.gzip", {},
                 fmt::format("{} {}: {} bytes of what is packed in it were good", name_, how, good_),
                 {"copy it again from where it came, and compare: gzip -t FILE"});
  }

  std::unique_ptr<ByteStream> packed_;
  std::string name_;
  std::string out_;
  z_stream z_{};
  std::size_t good_ = 0;
  bool between_ = false;  // members
  bool padded_ = false;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> packed, std::string name) {
  return std::make_unique<GzipStream>(std::move(packed), std::move(name));
}

bool is_gzip(std::string_view first_bytes) {
  return first_bytes.starts_with("\x1F\x8B");
}

}  // namespace engross
