// The objects of one PDF file: a thin, typed writer over libharu, which keeps the document, the pages, the object table
// and the cross-references, and serialises them. Bodies of dictionaries are our own bytes: libharu calls back for them.
// Not checked here: that a body is well formed, that a reference names an object of this file.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "pdf/syntax.hpp"
#include "pdf/value_hole.hpp"

namespace engross::pdf {

// Bytes that many files share, hashed once.
class SharedBytes {
 public:
  SharedBytes() = default;
  explicit SharedBytes(std::string bytes);
  const std::string& bytes() const { return bytes_; }
  const std::string& hash() const { return hash_; }

 private:
  std::string bytes_, hash_;
};

class Objects {
 public:
  // `pages_a_node`: a node of the page tree has so many; 0: one node has all, which an array of libharu bounds by
  // 32,767.
  explicit Objects(unsigned pages_a_node = 0);
  ~Objects();
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;

  // An indirect dictionary; `body` is what stands between << and >>. A reserved one is known before its body is.
  Ref add(std::string body);
  Ref reserve() { return add({}); }
  void fill(Ref ref, std::string body);

  // An indirect stream of bytes that are encoded already; `entries` names their filter. Shared bytes are not copied:
  // they must stay where they are until write() has returned.
  Ref add_stream(std::string entries, std::string bytes);
  Ref add_stream(std::string entries, const SharedBytes& bytes);

  // Pages count from 0. The names are those of the page's resources: "F1", "X1".
  std::size_t add_page(double width, double height);
  Ref page(std::size_t index) const;
  std::string_view font_name(std::size_t page, Ref font);
  std::string_view picture_name(std::size_t page, Ref picture);
  void fill_page(std::size_t page, std::string entries, std::string deflated_content);

  // The dictionary of a signature: after `body` come /ByteRange, over everything but the value, and /Contents, whose
  // room for `bytes` bytes is zero. Once at most.
  Ref add_signature(std::string body, std::size_t bytes);

  std::size_t count() const;  // of objects
  std::size_t size() const;   // about what the file will have, in bytes

  void fill_catalog(std::string entries);
  void fill_info(std::string entries);

  struct Written {
    std::string bytes;
    ValueHole value;                   // of add_signature()
    std::size_t cross_references = 0;  // where they begin
    std::uint32_t objects = 0;         // their numbers are below this
    std::size_t first_page = 0;        // before it stands what was added before the first page, and nothing else
    std::string trailer;               // Root, Info and ID as they stand there
  };
  // The whole file. The ID is a hash of everything that was put in. Error: "pdf.library".
  Result<Written> write();

 private:
  struct Library;
  Ref add_stream_of(std::string entries, std::string_view bytes);
  std::string id() const;
  std::unique_ptr<Library> library_;
};

}  // namespace engross::pdf
