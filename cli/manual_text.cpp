// In: nothing. Out: the sentences of the manual that the command line cannot give.
// Refuses: nothing. tests/package checks that every command named here is there, and every variable that the program
// reads.
#include "manual_text.hpp"

#include <array>

namespace engross::cli {

std::string_view manual_introduction() {
  return "engross drafts and issues official letters. A department keeps its paragraphs, its rules and its house style "
         "in a "
         "library; a case arrives as JSON; engross chooses the paragraphs, merges them with the case, lays the letter "
         "out, "
         "and writes a PDF that people can read, screen readers can read aloud and archives can keep, signed so that "
         "anyone can verify it years later. A record says why every word is there."
         "\n\n"
         "One letter goes through draft, check, render and issue, in this order; only issue uses up the reference, "
         "signs, "
         "and keeps a record. The word - stands for standard input or output."
         "\n\n"
         "Formats, signing, approvals and the building of a department are described in /usr/share/doc/engross; the "
         "JSON "
         "Schemas of all files lie in /usr/share/engross/schemas.";
}

std::span<const ManualEntry> manual_commands() {
  static constexpr std::array all{
      ManualEntry{
          "draft",
          "The draft is Markdown: a fenced block for each paragraph, with its id, its revision and the reason that it "
          "was chosen. Change the words, move or delete blocks, write your own words between them; check, render "
          "and issue take the draft in place of the case."},
      ManualEntry{
          "check",
          "Looks for what must not go out: values that are missing, markup that leaked, a greeting and close that do "
          "not go together, expired paragraphs, words that the house style does not use. Exit code 1 when any of it "
          "is an error."},
      ManualEntry{
          "render",
          "A proof is marked as such on each page, bears no ink and no signature, and leaves no record. With --as "
          "text it is a clean copy for an e-mail."},
      ManualEntry{
          "issue",
          "Everything that stands against the letter is found before a key is opened. A reference is issued once; "
          "--reissue with --because issues it again, and the reason is recorded. The record and all that went into "
          "the letter are kept in the store."},
      ManualEntry{
          "approve",
          "The approval is signed with your key and names the words of the letter by their SHA-256: a letter that is "
          "changed afterwards needs a new one. With --batch one approval is of all letters of an export, of which you "
          "looked at a sample (batch --proofs N shows the same letters as --sample N stands for)."},
      ManualEntry{
          "explain",
          "For each paragraph: its owner, its revision and the rule that chose it, with the values that the rule saw; "
          "for each value, where in the case it comes from. Works on a case, a draft, an issued PDF or the reference "
          "of an issued letter."},
      ManualEntry{
          "verify",
          "Says of each signature whether it is intact, whether it covers the whole file, who signed, whether that "
          "leads to a root that you trust, at which level (PAdES), and whether the record agrees. The file is read "
          "in a process of its own."},
      ManualEntry{"records",
                  "The store keeps each input of an issued letter once, by its SHA-256, so that a letter can be "
                  "explained and made again, byte for byte, whatever has changed since."},
      ManualEntry{"reconcile",
                  "Reads every letter, record and row of a run, or of all its shards named together, and says what "
                  "does not agree. It changes nothing."},
      ManualEntry{"withdraw",
                  "The ledger and the manifests of the run say when and why; files and records stay, and the "
                  "references stay taken: issue --reissue writes to these people again."},
      ManualEntry{"signatories",
                  "Ink is a picture of a signature. It is encrypted to the signatory's own key; nobody else can "
                  "put it on a letter."},
      ManualEntry{
          "department",
          "A department is a library that engross-dev builds from a folder of paragraphs, or that folder itself, "
          "named with --department. A library is never opened in this process: a child with limits opens it."},
      ManualEntry{"completion",
                  "The packages install it already. In a shell of your own: source <(engross completion bash)"},
  };
  return all;
}

std::span<const ManualEntry> manual_exit_codes() {
  static constexpr std::array all{
      ManualEntry{"0", "Done."},
      ManualEntry{"1",
                  "Refused: the letter, the case or the department is wrong; standard error says what and what to do."},
      ManualEntry{"2", "The command line cannot be read."},
      ManualEntry{"3", "The environment: an unreadable file, a department that does not load, a full disk."},
      ManualEntry{"130", "Interrupted."},
  };
  return all;
}

std::span<const ManualEntry> manual_files() {
  static constexpr std::array all{
      ManualEntry{"~/.local/share/engross",
                  "The store, unless --store names another: records of issued letters and their "
                  "inputs; and signatories/, the ink."},
      ManualEntry{"/usr/lib/engross/departments", "The departments that are installed, a library each."},
      ManualEntry{
          "/usr/lib/engross/departments/departments.lock",
          "Which of them may be used, by the SHA-256 of their bytes; without it, all. Written by engross department "
          "lock; --lock names another."},
      ManualEntry{"/usr/share/engross/templates",
                  "Letter skeletons, partials, envelope windows and forms of address that "
                  "departments share."},
      ManualEntry{"/usr/share/engross/schemas",
                  "JSON Schemas of cases, departments, paragraphs and records, for editors."},
      ManualEntry{"/usr/share/fonts/truetype, /usr/share/fonts/opentype, /usr/share/hyphen",
                  "Fonts and hyphenation patterns that house styles name."},
      ManualEntry{"/usr/share/doc/engross", "The guides."},
  };
  return all;
}

std::span<const ManualEntry> manual_environment() {
  static constexpr std::array all{
      ManualEntry{"ENGROSS_DEPARTMENT_PATH",
                  "Folders of departments, with colons between them, before the installed ones."},
      ManualEntry{"ENGROSS_FONT_PATH", "Folders of fonts, before those of the system."},
      ManualEntry{"ENGROSS_HYPHEN_PATH", "Folders of hyphenation patterns, before those of the system."},
      ManualEntry{"XDG_DATA_HOME", "The store is engross/ in it, where --store names no other."},
      ManualEntry{"XDG_CACHE_HOME", "Indexes of libraries and stores are kept in engross/ in it; they may be deleted."},
      ManualEntry{"HOME",
                  "The store is .local/share/engross in it and indexes are in .cache/engross, where XDG_DATA_HOME and "
                  "XDG_CACHE_HOME are not set."},
  };
  return all;
}

}  // namespace engross::cli
