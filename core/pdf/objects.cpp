// In: bodies of dictionaries, streams and pages. Out: the bytes of one PDF 1.7 file.
// Refuses, at the end, whatever libharu refused on the way ("pdf.library"): its error handler only notes the first
// code.
//
// libharu writes the keys it knows and then calls a dictionary's write function; ours adds the body. A stream is read
// through a callback, so shared bytes (fonts, pictures) are never copied into libharu's memory.
//
// libharu numbers three objects of its own first: the catalog, the root of the page tree, the information dictionary.
// Ours are numbered before them, so that files which begin with the same fonts and pictures begin with the same bytes.
#include "pdf/objects.hpp"

#include <fmt/format.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <hpdf_utils.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/sha256.hpp"
#include "pdf/value_entries.hpp"

namespace engross::pdf {

namespace {

constexpr std::string_view header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
constexpr std::size_t usual_size = std::size_t{64} << 10U;
constexpr HPDF_UINT32 number_mask = 0x00FFFFFF;

struct Page {
  HPDF_Page dictionary = nullptr;
  std::string entries;
  std::string content;
};

// What a callback stream reads from.
struct Bytes {
  std::string_view all;
  std::size_t at = 0;
};

HPDF_STATUS write_bytes(HPDF_Stream to, std::string_view bytes) {
  if (bytes.empty()) return HPDF_OK;
  return HPDF_Stream_Write(to, reinterpret_cast<const HPDF_BYTE*>(bytes.data()), static_cast<HPDF_UINT>(bytes.size()));
}

HPDF_STATUS write_body(HPDF_Dict dictionary, HPDF_Stream to) {
  return write_bytes(to, *static_cast<const std::string*>(dictionary->attr));
}

// A page's own attributes belong to libharu, so the way to our page leads through its content stream.
HPDF_STATUS write_page(HPDF_Dict dictionary, HPDF_Stream to) {
  const auto* attributes = static_cast<HPDF_PageAttr>(dictionary->attr);
  return write_bytes(to, static_cast<const Page*>(attributes->contents->attr)->entries);
}

// What add_signature() was given, and where it came to stand.
struct Signature {
  std::string body;
  std::size_t bytes = 0;
  std::size_t range = 0;  // where the numbers of /ByteRange begin
  ValueHole value;
};

HPDF_STATUS write_signature(HPDF_Dict dictionary, HPDF_Stream to) {
  auto* signature = static_cast<Signature*>(dictionary->attr);
  HPDF_STATUS status = write_bytes(to, signature->body);
  const ValueEntries entries = value_entries(signature->bytes);
  signature->range = to->size + entries.ranges;
  signature->value = {to->size + entries.value.begin, to->size + entries.value.end};
  status |= write_bytes(to, entries.text);
  return status;
}

HPDF_STATUS write_flate(HPDF_Dict, HPDF_Stream to) {
  return write_bytes(to, "/Filter /FlateDecode\n");
}

HPDF_STATUS read_some(HPDF_Stream stream, HPDF_BYTE* to, HPDF_UINT* size) {
  auto* bytes = static_cast<Bytes*>(stream->attr);
  const std::size_t count = std::min<std::size_t>(*size, bytes->all.size() - bytes->at);
  if (count > 0) std::memcpy(to, bytes->all.data() + bytes->at, count);
  bytes->at += count;
  const bool all_of_it = count == *size;
  *size = static_cast<HPDF_UINT>(count);
  return all_of_it ? HPDF_OK : static_cast<HPDF_STATUS>(HPDF_STREAM_EOF);
}

// libharu only ever rewinds.
HPDF_STATUS rewind_to(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode) {
  auto* bytes = static_cast<Bytes*>(stream->attr);
  bytes->at = std::min(static_cast<std::size_t>(std::max(position, 0)), bytes->all.size());
  return HPDF_OK;
}

HPDF_INT32 position_of(HPDF_Stream stream) {
  return static_cast<HPDF_INT32>(static_cast<const Bytes*>(stream->attr)->at);
}

HPDF_UINT32 size_of(HPDF_Stream stream) {
  return static_cast<HPDF_UINT32>(static_cast<const Bytes*>(stream->attr)->all.size());
}

HPDF_STATUS append_to_output(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
  return HPDF_OK;
}

// Takes what libharu has numbered from its list; number_last() puts it back.
std::vector<HPDF_XrefEntry> take_numbered(HPDF_Xref xref) {
  std::vector<HPDF_XrefEntry> taken;
  while (xref->entries->count > 1)  // the first stands for no object (7.5.4)
    taken.insert(taken.begin(),
                 static_cast<HPDF_XrefEntry>(HPDF_List_RemoveByIndex(xref->entries, xref->entries->count - 1)));
  return taken;
}

void number_last(std::vector<HPDF_XrefEntry>& taken, HPDF_Xref xref) {
  for (const HPDF_XrefEntry entry : taken) {
    static_cast<HPDF_Obj_Header*>(entry->obj)->obj_id = HPDF_OTYPE_INDIRECT | xref->entries->count;
    HPDF_List_Add(xref->entries, entry);
  }
  taken.clear();
}

struct FirstError {
  HPDF_STATUS code = HPDF_OK;
  HPDF_STATUS detail = 0;
};

void note_error(HPDF_STATUS code, HPDF_STATUS detail, void* data) {
  auto* first = static_cast<FirstError*>(data);
  if (first->code == HPDF_OK) *first = {code, detail};
}

}  // namespace

struct Objects::Library {
  FirstError first;
  HPDF_Doc document = nullptr;
  std::vector<HPDF_XrefEntry> own;  // libharu's own objects, until they are numbered
  std::vector<HPDF_Dict> by_number;
  std::deque<std::string> bodies;  // deques: libharu holds pointers into them
  std::deque<Bytes> readers;
  std::deque<Page> pages;
  std::optional<Signature> signature;
  std::string hashes;    // of the shared streams
  std::size_t size = 0;  // of bodies and streams
  std::string output;

  HPDF_STATUS error() const { return first.code != HPDF_OK ? first.code : document->error.error_no; }

  Ref remember(HPDF_Dict dictionary) {
    if (dictionary == nullptr) return {};
    const HPDF_UINT32 number = dictionary->header.obj_id & number_mask;
    if (by_number.size() <= number) by_number.resize(number + 32U);
    by_number[number] = dictionary;
    return {number};
  }

  HPDF_Dict at(Ref ref) const { return ref.number < by_number.size() ? by_number[ref.number] : nullptr; }

  void give_body(HPDF_Dict dictionary, std::string body) {
    if (dictionary == nullptr) return;
    size += body.size();
    dictionary->attr = &bodies.emplace_back(std::move(body));
    dictionary->write_fn = write_body;
  }

  // Where the first page begins in the file that was written.
  std::size_t first_page() const {
    if (pages.empty()) return 0;
    const HPDF_UINT32 number = pages.front().dictionary->header.obj_id & number_mask;
    return HPDF_Xref_GetEntry(document->xref, number)->byte_offset;
  }

  HPDF_Stream reader(std::string_view bytes) {
    return HPDF_CallbackReader_New(document->mmgr, read_some, rewind_to, position_of, size_of,
                                   &readers.emplace_back(Bytes{bytes, 0}));
  }

  void read_from(HPDF_Dict stream, std::string_view bytes) {
    HPDF_Stream_Free(stream->stream);
    stream->stream = reader(bytes);
  }
};

SharedBytes::SharedBytes(std::string bytes) : bytes_(std::move(bytes)) {
  const Sha256 digest = sha256(bytes_);
  hash_.assign(reinterpret_cast<const char*>(digest.data()), digest.size());
}

Objects::Objects(unsigned pages_a_node) : library_(std::make_unique<Library>()) {
  library_->document = HPDF_New(note_error, &library_->first);
  if (library_->document == nullptr) return;
  HPDF_Dict_RemoveElement(library_->document->info, "Producer");
  if (pages_a_node > 0) HPDF_SetPagesConfiguration(library_->document, pages_a_node);
  library_->own = take_numbered(library_->document->xref);
}

Objects::~Objects() {
  if (library_->document == nullptr) return;
  number_last(library_->own, library_->document->xref);
  HPDF_Free(library_->document);
}

Ref Objects::add(std::string body) {
  HPDF_Doc document = library_->document;
  if (document == nullptr) return {};
  HPDF_Dict dictionary = HPDF_Dict_New(document->mmgr);
  if (dictionary == nullptr || HPDF_Xref_Add(document->xref, dictionary) != HPDF_OK) return {};
  library_->give_body(dictionary, std::move(body));
  return library_->remember(dictionary);
}

void Objects::fill(Ref ref, std::string body) {
  HPDF_Dict dictionary = library_->at(ref);
  if (dictionary == nullptr) return;
  library_->size += body.size();
  *static_cast<std::string*>(dictionary->attr) = std::move(body);
}

Ref Objects::add_stream(std::string entries, std::string bytes) {
  return add_stream_of(std::move(entries), library_->bodies.emplace_back(std::move(bytes)));
}

Ref Objects::add_stream(std::string entries, const SharedBytes& bytes) {
  library_->hashes += bytes.hash();
  return add_stream_of(std::move(entries), bytes.bytes());
}

Ref Objects::add_stream_of(std::string entries, std::string_view bytes) {
  HPDF_Doc document = library_->document;
  if (document == nullptr) return {};
  HPDF_Dict stream = HPDF_DictStream_New(document->mmgr, document->xref);
  if (stream == nullptr) return {};
  library_->size += bytes.size();
  library_->read_from(stream, bytes);
  library_->give_body(stream, std::move(entries));
  return library_->remember(stream);
}

std::size_t Objects::add_page(double width, double height) {
  Page& page = library_->pages.emplace_back();
  const std::size_t index = library_->pages.size() - 1;
  if (library_->document == nullptr) return index;
  page.dictionary = HPDF_AddPage(library_->document);
  if (page.dictionary == nullptr) return index;
  library_->remember(page.dictionary);
  // libharu judges the size; the box is written by us, since its numbers are single precision.
  HPDF_Page_SetWidth(page.dictionary, static_cast<HPDF_REAL>(width));
  HPDF_Page_SetHeight(page.dictionary, static_cast<HPDF_REAL>(height));
  HPDF_Dict_RemoveElement(page.dictionary, "MediaBox");
  page.entries = "/MediaBox [0 0 ";
  append_number(page.entries, width);
  page.entries.push_back(' ');
  append_number(page.entries, height);
  page.entries.append("]\n");
  page.dictionary->write_fn = write_page;
  HPDF_Dict contents = static_cast<HPDF_PageAttr>(page.dictionary->attr)->contents;
  contents->attr = &page;
  contents->write_fn = write_flate;
  return index;
}

Ref Objects::page(std::size_t index) const {
  const HPDF_Page page = library_->pages[index].dictionary;
  return page == nullptr ? Ref{} : Ref{page->header.obj_id & number_mask};
}

std::string_view Objects::font_name(std::size_t page, Ref font) {
  HPDF_Page dictionary = library_->pages[page].dictionary;
  if (dictionary == nullptr || library_->at(font) == nullptr) return {};
  const char* name = HPDF_Page_GetLocalFontName(dictionary, library_->at(font));
  return name == nullptr ? std::string_view{} : name;
}

std::string_view Objects::picture_name(std::size_t page, Ref picture) {
  HPDF_Page dictionary = library_->pages[page].dictionary;
  if (dictionary == nullptr || library_->at(picture) == nullptr) return {};
  const char* name = HPDF_Page_GetXObjectName(dictionary, library_->at(picture));
  return name == nullptr ? std::string_view{} : name;
}

void Objects::fill_page(std::size_t index, std::string entries, std::string deflated_content) {
  Page& page = library_->pages[index];
  if (page.dictionary == nullptr) return;
  page.entries.append(entries);
  page.content = std::move(deflated_content);
  library_->size += page.entries.size() + page.content.size();
  auto* attributes = static_cast<HPDF_PageAttr>(page.dictionary->attr);
  library_->read_from(attributes->contents, page.content);
  attributes->stream = attributes->contents->stream;
}

Ref Objects::add_signature(std::string body, std::size_t bytes) {
  const Ref ref = reserve();
  HPDF_Dict dictionary = library_->at(ref);
  if (dictionary == nullptr || library_->signature) return {};
  library_->signature = Signature{.body = std::move(body), .bytes = bytes, .range = 0, .value = {}};
  dictionary->attr = &*library_->signature;
  dictionary->write_fn = write_signature;
  return ref;
}

std::size_t Objects::count() const {
  return library_->document == nullptr ? 0 : library_->document->xref->entries->count + library_->own.size();
}

std::size_t Objects::size() const {
  constexpr std::size_t around = 48;  // an object's number and brackets, its line of the cross-references
  return library_->size + around * count();
}

void Objects::fill_catalog(std::string entries) {
  if (library_->document != nullptr) library_->give_body(library_->document->catalog, std::move(entries));
}

void Objects::fill_info(std::string entries) {
  if (library_->document != nullptr) library_->give_body(library_->document->info, std::move(entries));
}

// Two equal halves: the first would stay if the file were ever changed (14.4).
std::string Objects::id() const {
  std::string everything;
  everything.reserve(usual_size);
  everything += library_->hashes;
  for (const std::string& body : library_->bodies) everything += body;
  for (const Page& page : library_->pages) everything.append(page.entries).append(page.content);
  if (library_->signature) everything += library_->signature->body;
  const Sha256 digest = sha256(everything);
  std::string half;
  append_hex(half, {reinterpret_cast<const char*>(digest.data()), 16});
  return "/ID [" + half + " " + half + "]\n";
}

Result<Objects::Written> Objects::write() {
  HPDF_Doc document = library_->document;
  if (document != nullptr && library_->error() == HPDF_OK) {
    std::string& output = library_->output;
    output.reserve(usual_size);
    number_last(library_->own, document->xref);
    HPDF_Dict_Add(document->trailer, "Root", document->catalog);
    HPDF_Dict_Add(document->trailer, "Info", document->info);
    const std::string file_id = id();
    library_->give_body(document->trailer, file_id);
    if (HPDF_Stream to = HPDF_CallbackWriter_New(document->mmgr, append_to_output, &output)) {
      write_bytes(to, header);
      HPDF_Xref_WriteToStream(document->xref, to, nullptr);
      HPDF_Stream_Free(to);
    }
    if (library_->error() == HPDF_OK) {
      Written written{.bytes = std::move(output), .value = {}, .trailer = {}};
      written.cross_references = document->xref->addr;
      written.objects = document->xref->entries->count;
      written.first_page = library_->first_page();
      Dictionary trailer;
      trailer.reference("Root", {document->catalog->header.obj_id & number_mask});
      trailer.reference("Info", {document->info->header.obj_id & number_mask});
      written.trailer = trailer.take() + file_id;
      if (library_->signature) {
        written.value = library_->signature->value;
        write_ranges(written.bytes, library_->signature->range, written.value);
      }
      return written;
    }
  }
  const HPDF_STATUS code = document == nullptr ? static_cast<HPDF_STATUS>(HPDF_FAILD_TO_ALLOC_MEM) : library_->error();
  return fail(error(
      "pdf.library", {},
      fmt::format("libharu could not make the document: its error 0x{:04X}, detail {}", code, library_->first.detail),
      {"the codes are listed in libharu's hpdf_error.h"}));
}

}  // namespace engross::pdf
