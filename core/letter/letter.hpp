// The Letter: a tree of blocks and inlines in reading order, where every run of text knows where it came from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/source.hpp"

namespace engross {

// Where a run of text came from.
struct Origin {
  enum class Kind : std::uint8_t {
    paragraph,  // words of a library paragraph
    skeleton,   // words of a letter template or partial
    value,      // a value of the case or the department, at `pointer`
    officer,    // the case's own `text` or `markdown`
    draft,      // typed or changed in a draft
  };
  Kind kind = Kind::skeleton;
  Span span;            // in the paragraph, template, case or draft
  std::string pointer;  // RFC 6901 pointer of a value, such as "/case/incoming/dated" or "/department/short_name"
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct Inline {
  enum class Kind : std::uint8_t { text, strong, emphasis, link, line_break };
  Kind kind = Kind::text;
  std::string text = {};              // text: UTF-8, NFC, no line feeds
  std::string target = {};            // link: an absolute https, mailto or tel address, percent-encoded
  std::vector<Inline> children = {};  // strong, emphasis, link
  Origin origin = {};                 // text
};

// Why a block stands in the letter.
struct Provenance {
  enum class Kind : std::uint8_t { paragraph, skeleton, officer, draft };
  Kind kind = Kind::skeleton;
  std::string id;       // paragraph id; template or partial name
  int revision = 0;     // of the paragraph
  std::string owner;    // unit that owns the paragraph
  std::string reason;   // the selection's sentence: "'pshe' in topics: topics = [cse, pshe]"
  bool edited = false;  // the draft changed it
  bool moved = false;   // the draft put it elsewhere
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

struct Block;

struct TableCell {
  std::vector<Inline> inlines;
  std::string language = {};  // BCP 47; empty: the table's
};
struct Table {
  enum class Align : std::uint8_t { left, centre, right };
  std::vector<Align> columns;
  std::vector<TableCell> header;
  std::vector<std::vector<TableCell>> rows;
};

struct ListItem {
  std::vector<Block> blocks;
};

struct Block {
  enum class Kind : std::uint8_t { paragraph, heading, list, table };
  Kind kind = Kind::paragraph;
  int level = 1;                       // heading: 1..6
  bool ordered = false;                // list
  int start = 1;                       // ordered list
  bool tight = true;                   // list
  std::vector<Inline> inlines;         // paragraph, heading
  std::vector<ListItem> items;         // list
  std::shared_ptr<const Table> table;  // table
  std::shared_ptr<const Provenance> provenance;
  std::string language;  // BCP 47; empty: the letter's
};

// The parts of a letter in reading order. A template's fenced div names one; text outside a div is `body`.
enum class Part : std::uint8_t {
  addressee,
  reference,
  salutation,
  subject,
  opening,
  body,
  closing,
  close,
  enclosures,
  copies
};
std::string_view name_of(Part part);
std::optional<Part> part_named(std::string_view name);

// What a line break of the source is in the letter.
enum class Breaks : std::uint8_t {
  soft,    // a space
  lines,   // a line; a blank line begins a new paragraph
  packed,  // a line; blank lines vanish, as an address must have none
};
Breaks breaks_of(Part part);

struct Section {
  Part part = Part::body;
  std::vector<Block> blocks;
};

// Who signs, under the close.
struct SignatureBlock {
  std::string id;                  // of the signatory; empty when nobody is named
  std::vector<std::string> lines;  // name, then title and division, as printed
  std::string name;                // for alternative text: "Signature of Denise Clavery"
};

struct Letter {
  std::string reference;
  std::string department;  // id
  std::string template_name;
  std::string language = "en-GB";  // BCP 47
  std::optional<Date> date;
  std::string subject;        // plain text, for the document title; may be empty
  std::string marking;        // protective marking as printed on every page; may be empty
  bool top_and_tail = false;  // salutation and close are left for the signatory's hand
  std::vector<Section> sections;
  std::vector<SignatureBlock> signatures;
  std::vector<std::string> recipients;  // one line each, for the continuation header and the record
  // The same letter in the case's other languages, whole: they follow it in the file, in this order. They have none
  // themselves.
  std::vector<Letter> further = {};
};

// The letter, then its further ones: what stands in its file.
std::vector<const Letter*> in_each_language(const Letter& letter);
// The letter that `other` is in the language of; null when there is none.
const Letter* in_language_of(const Letter& letter, const Letter& other);
// "cy, en-GB": of the letter and its further ones.
std::string languages_of(const Letter& letter);

// The stable printed form: one line a node, two spaces a level, texts quoted. Tests and hashes compare it.
// With origins, each run is followed by its source name, line:column and pointer. Further letters follow at the end,
// one level in.
enum class DumpOrigins : std::uint8_t { no, yes };
std::string dump(const Letter& letter, DumpOrigins origins = DumpOrigins::no);
std::string dump(const std::vector<Block>& blocks, DumpOrigins origins = DumpOrigins::no);

// The words only: runs joined, breaks as line feeds.
std::string plain_text(const std::vector<Inline>& inlines);
std::string plain_text(const Block& block);

// Joins neighbouring text runs of equal origin kind, pointer and adjoining spans; drops empty runs. Readers end with
// it. Also flattens what adds nothing: strong in strong, emphasis in emphasis, links in links, neighbours of one
// emphasis.
void normalise(std::vector<Inline>& inlines);

// The normal form of blocks, which the Markdown reader yields and the writer keeps: inlines as above, no line break at
// an edge of a block, no block that prints nothing, tables squared, a list tight only where Markdown can say so.
// Where breaks are lines, no line is blank; where they are packed, neighbouring paragraphs are lines of one.
void normalise(std::vector<Block>& blocks, Breaks breaks = Breaks::soft);

}  // namespace engross
