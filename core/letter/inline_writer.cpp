// In: inlines in normal form. Out: Markdown that reads back as the same inlines.
//
// The tree becomes a row of atoms: characters, marks, breaks. Why marks read back as they were meant:
//  * emphasis in emphasis uses the other of * and _, and so does emphasis that touches the one before it; every * and _
//  of
//    the text is escaped. So whenever a mark is read, at most one mark of its character is open, and it is the right
//    one.
//  * a mark can open when no space follows it and a space or punctuation is before it, or, for *, when a letter
//  follows;
//    it can close in the mirrored case. Where that fails, the character beside it is written as an entity, which begins
//    and ends with punctuation. Each step turns one more character into an entity, so the steps end.
// Refuses nothing; tabs and line feeds inside a text become spaces.
#include "letter/inline_writer.hpp"

#include <fmt/format.h>
#include <utf8.h>

#include <optional>

#include "base/text.hpp"
#include "letter/white_space.hpp"

namespace engross {
namespace {

struct Atom {
  enum class Kind : std::uint8_t { character, opens, closes, link_opens, link_closes, line_break };
  Kind kind = Kind::character;
  char32_t c = 0;             // character
  bool entity = false;        // character, break: written as an entity
  bool escaped = false;       // character: written after a backslash
  std::uint32_t written = 0;  // marks and link ends: which of them

  bool is_mark() const { return kind == Kind::opens || kind == Kind::closes; }
};

bool is_ascii_alnum(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_space(char32_t c) {
  return cmark_utf8proc_is_space(static_cast<int32_t>(c)) != 0;
}
bool is_punctuation(char32_t c) {
  return cmark_utf8proc_is_punctuation(static_cast<int32_t>(c)) != 0;
}

// Spaces and joiners that an editor would not show or would not keep.
bool is_unseen(char32_t c) {
  return c != ' ' && (is_white_space(c) || c == 0xAD);
}

class InlineWriter {
 public:
  explicit InlineWriter(InlineForm form) : form_(form) {}

  std::string write(const std::vector<Inline>& inlines) {
    flatten(inlines, '\0');
    settle_breaks();
    settle_edges();
    while (settle_marks()) {
    }
    for (std::size_t i = 0; i < atoms_.size(); ++i) escape(i);
    if (form_.place == InlineForm::Place::paragraph) escape_line_starts();
    std::string out;
    out.reserve(atoms_.size() + 16);
    for (const Atom& atom : atoms_) print(atom, out);
    return out;
  }

 private:
  void flatten(const std::vector<Inline>& inlines, char around) {
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      const Inline& run = inlines[i];
      switch (run.kind) {
        case Inline::Kind::text: {
          std::string joined = run.text;
          while (i + 1 < inlines.size() && inlines[i + 1].kind == Inline::Kind::text) joined += inlines[++i].text;
          characters(to_nfc(joined));
          break;
        }
        case Inline::Kind::line_break:
          atoms_.push_back({.kind = Atom::Kind::line_break});
          break;
        case Inline::Kind::strong:
          emphasis(run, 2, around);
          break;
        case Inline::Kind::emphasis:
          emphasis(run, 1, around);
          break;
        case Inline::Kind::link:
          put(Atom::Kind::link_opens, "[");
          flatten(run.children, around);
          put(Atom::Kind::link_closes, "](" + target(run.target) + ")");
          break;
      }
    }
  }

  void put(Atom::Kind kind, std::string written) {
    atoms_.push_back({.kind = kind, .written = static_cast<std::uint32_t>(written_.size())});
    written_.push_back(std::move(written));
  }
  const std::string& written(const Atom& atom) const { return written_[atom.written]; }

  void characters(std::string_view text) {
    atoms_.reserve(atoms_.size() + text.size());
    for (std::size_t i = 0; i < text.size();) {
      const Decoded d = decode_at(text, i);
      const bool space = d.code_point == '\t' || d.code_point == '\n' || d.code_point == '\r';
      atoms_.push_back({.c = space ? U' ' : d.code_point, .entity = !space && is_unseen(d.code_point)});
      i += d.length;
    }
  }

  void emphasis(const Inline& run, std::size_t length, char around) {
    const bool touches =
        !atoms_.empty() && atoms_.back().kind == Atom::Kind::closes && written(atoms_.back())[0] == '*';
    const char mark = around == '*' || (around == '\0' && touches) ? '_' : '*';
    put(Atom::Kind::opens, std::string(length, mark));
    flatten(run.children, mark);
    put(Atom::Kind::closes, std::string(length, mark));
  }

  static std::string target(std::string_view address) {
    std::string out;
    for (std::size_t i = 0; i < address.size(); ++i) {
      const bool entity = address[i] == '&' && i + 1 < address.size() &&
                          (is_ascii_alnum(static_cast<unsigned char>(address[i + 1])) || address[i + 1] == '#');
      if (address[i] == '(' || address[i] == ')') out += '\\';
      if (entity)
        out += "&amp;";  // not a backslash: in targets cmark reads entities before backslashes
      else
        out += address[i];
    }
    return out;
  }

  bool opens(std::size_t i) const {
    return atoms_[i].kind == Atom::Kind::opens || atoms_[i].kind == Atom::Kind::link_opens;
  }
  bool closes(std::size_t i) const {
    return atoms_[i].kind == Atom::Kind::closes || atoms_[i].kind == Atom::Kind::link_closes;
  }

  // A line cannot end just inside a mark, nor in a heading or a cell.
  void settle_breaks() {
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      if (atoms_[i].kind != Atom::Kind::line_break) continue;
      const bool inside = (i > 0 && opens(i - 1)) || (i + 1 < atoms_.size() && closes(i + 1));
      atoms_[i].entity = form_.place != InlineForm::Place::paragraph || inside;
    }
  }

  bool ends_line(std::size_t i) const { return atoms_[i].kind == Atom::Kind::line_break && !atoms_[i].entity; }
  bool at_line_start(std::size_t i) const { return i == 0 || ends_line(i - 1); }
  bool at_line_end(std::size_t i) const { return i + 1 == atoms_.size() || ends_line(i + 1); }

  // Spaces at the ends of lines would be trimmed.
  void settle_edges() {
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      if (atoms_[i].kind == Atom::Kind::character && atoms_[i].c == ' ' && (at_line_start(i) || at_line_end(i)))
        atoms_[i].entity = true;
  }

  // What the reader sees beside a mark: a space at line ends, punctuation for entities and marks.
  char32_t seen(std::size_t i, bool before) const {
    const Atom& atom = atoms_[i];
    if (atom.kind == Atom::Kind::character) return atom.entity ? U'&' : atom.c;
    if (atom.kind == Atom::Kind::line_break)
      return !atom.entity && before ? U' ' : (form_.bare_breaks && !atom.entity ? U' ' : U'&');
    return U'*';
  }
  char32_t seen_before(std::size_t i) const { return i == 0 ? U' ' : seen(i - 1, true); }
  char32_t seen_after(std::size_t i) const { return i + 1 == atoms_.size() ? U' ' : seen(i + 1, false); }

  // One pass over the marks; true when a character became an entity, so that others must be looked at again.
  bool settle_marks() {
    bool changed = false;
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      if (!atoms_[i].is_mark()) continue;
      const bool opener = atoms_[i].kind == Atom::Kind::opens;
      const std::size_t inner = opener ? i + 1 : i - 1;
      const std::size_t outer = opener ? i - 1 : i + 1;
      const char32_t inside = opener ? seen_after(i) : seen_before(i);
      const char32_t outside = opener ? seen_before(i) : seen_after(i);
      if (is_space(inside)) {
        changed = make_entity(inner) || changed;
        continue;
      }
      if (is_space(outside) || is_punctuation(outside)) continue;
      if (written(atoms_[i])[0] == '*' && !is_punctuation(inside)) continue;
      changed = make_entity(outer) || changed;
    }
    return changed;
  }

  bool make_entity(std::size_t i) {
    if (i >= atoms_.size() || atoms_[i].kind != Atom::Kind::character || atoms_[i].entity) return false;
    atoms_[i].entity = true;
    return true;
  }

  // The character that follows in the Markdown, if the next atom is a plain character.
  std::optional<char32_t> next_character(std::size_t i) const {
    if (i + 1 >= atoms_.size() || atoms_[i + 1].kind != Atom::Kind::character || atoms_[i + 1].entity)
      return std::nullopt;
    return atoms_[i + 1].c;
  }

  void escape(std::size_t i) {
    Atom& atom = atoms_[i];
    if (atom.kind != Atom::Kind::character || atom.entity) return;
    const std::optional<char32_t> next = next_character(i);
    switch (atom.c) {
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '<':
      case '|':
        atom.escaped = true;
        break;
      case '&':
        atom.escaped = next && (is_ascii_alnum(*next) || *next == '#');
        break;
      case '!':
        atom.escaped = i + 1 < atoms_.size() && atoms_[i + 1].kind == Atom::Kind::link_opens;
        break;
      case '#':
        atom.escaped = form_.place == InlineForm::Place::heading;
        break;
      default:
        break;
    }
  }

  void escape_line_starts() {
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      if (at_line_start(i) && atoms_[i].kind == Atom::Kind::character && !atoms_[i].entity) escape_line_start(i);
  }

  void escape_line_start(std::size_t i) {
    const std::optional<char32_t> next = next_character(i);
    Atom& atom = atoms_[i];
    switch (atom.c) {
      case '#':
      case '>':
      case '~':
      case ':':
        atom.escaped = true;
        return;
      case '-':
      case '=':
        atom.escaped = !next || !is_ascii_alnum(*next);
        return;
      case '+':
        atom.escaped = at_line_end(i) || (next && *next == ' ');
        return;
      default:
        break;
    }
    std::size_t mark = i;
    while (mark < atoms_.size() && is_digit(atoms_[mark].c) && !atoms_[mark].entity) ++mark;
    if (mark == i || mark == atoms_.size() || (atoms_[mark].c != '.' && atoms_[mark].c != ')')) return;
    const std::optional<char32_t> after = next_character(mark);
    if (at_line_end(mark) || (after && *after == ' ')) atoms_[mark].escaped = !atoms_[mark].entity;
  }

  void print(const Atom& atom, std::string& out) const {
    if (atom.kind == Atom::Kind::line_break) {
      out += atom.entity ? "&#10;" : (form_.bare_breaks ? "\n" : "\\\n");
    } else if (atom.kind != Atom::Kind::character) {
      out += written(atom);
    } else if (atom.entity) {
      out += atom.c == 0xA0 ? "&nbsp;" : fmt::format("&#{};", static_cast<std::uint32_t>(atom.c));
    } else {
      if (atom.escaped) out += '\\';
      append_utf8(out, atom.c);
    }
  }

  InlineForm form_;
  std::vector<Atom> atoms_;
  std::vector<std::string> written_;
};

}  // namespace

std::string write_inlines(const std::vector<Inline>& inlines, InlineForm form) {
  return InlineWriter(form).write(inlines);
}

}  // namespace engross
