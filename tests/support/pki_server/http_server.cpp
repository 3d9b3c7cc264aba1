// In: connections on loopback. Out: a reply to each question, or one of the ways in which servers fail to give one.
// Refuses: questions larger than a few MB, by hanging up.
#include "support/pki_server/http_server.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <stdexcept>
#include <thread>

namespace engross::test {
namespace {

constexpr std::size_t most = std::size_t{8} << 20;

// One connection; closed with its owner.
class Line {
 public:
  explicit Line(int socket) : socket_(socket) {}
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { ::close(socket_); }

  bool more() {
    std::array<char, 65536> bytes{};
    const ssize_t n = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (n <= 0 || kept_.size() > most) return false;
    kept_.append(bytes.data(), static_cast<std::size_t>(n));
    return true;
  }

  bool say(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

  void wait_for_the_end() {
    while (more()) {
    }
  }

  std::optional<Question> next();

 private:
  int socket_;
  std::string kept_;
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

void read_headers(std::string_view head, Question& question) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    if (const std::size_t colon = line.find(": "); colon != std::string_view::npos)
      question.headers[lower(std::string(line.substr(0, colon)))] = line.substr(colon + 2);
    head.remove_prefix(std::min(end + 2, head.size()));
  }
}

std::optional<Question> Line::next() {
  std::size_t head = 0;
  while ((head = kept_.find("\r\n\r\n")) == std::string::npos)
    if (!more() || kept_.front() < 'A' || kept_.front() > 'Z') return std::nullopt;  // TLS, say
  Question question;
  const std::string first = kept_.substr(0, kept_.find("\r\n"));
  const std::size_t path = first.find(' ');
  question.method = first.substr(0, path);
  question.path = first.substr(path + 1, first.rfind(' ') - path - 1);
  if (const std::size_t host = question.path.find("://"); host != std::string::npos)  // asked as a proxy
    question.path.erase(0, std::min(question.path.find('/', host + 3), question.path.size()));
  read_headers(std::string_view(kept_).substr(0, head), question);
  const std::string length = question.headers["content-length"];
  const std::size_t whole = head + 4 + (length.empty() ? 0 : std::stoul(length));
  while (kept_.size() < whole)
    if (!more()) return std::nullopt;
  question.body = kept_.substr(head + 4, whole - head - 4);
  kept_.erase(0, whole);
  return question;
}

std::string head_of(const Reply& reply, std::size_t length) {
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " " + reply.reason +
                     "\r\nContent-Type: " + reply.type + "\r\nContent-Length: " + std::to_string(length) + "\r\n";
  for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
  return head + "\r\n";
}

bool give(Line& line, const Reply& reply) {
  switch (reply.way) {
    case Reply::Way::whole:
      return line.say(head_of(reply, reply.body.size()) + reply.body);
    case Reply::Way::never:
      line.wait_for_the_end();
      return false;
    case Reply::Way::endless: {
      const std::string part(65536, 'x');
      bool taken = line.say(head_of(reply, std::size_t{1} << 40));
      while (taken) taken = line.say(part);
      return false;
    }
    case Reply::Way::hang_up:
      return false;
  }
  return false;
}

}  // namespace

HttpServer::HttpServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* general = reinterpret_cast<sockaddr*>(&address);
  if (socket_ < 0 || ::bind(socket_, general, length) != 0 || ::listen(socket_, 64) != 0 ||
      ::getsockname(socket_, general, &length) != 0)
    throw std::runtime_error("no port on loopback");
  port_ = ntohs(address.sin_port);
}

void HttpServer::serve(Answerer answer) {
  std::thread([socket = socket_, answer = std::move(answer)] {
    for (;;) {
      const int connection = ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection < 0) continue;
      const int at_once = 1;
      ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
      std::thread([connection, answer] {
        Line line(connection);
        while (const auto question = line.next())
          if (!give(line, answer(*question))) return;
      }).detach();
    }
  }).detach();
}

}  // namespace engross::test
