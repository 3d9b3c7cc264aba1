// HTTP/1.1 on loopback, as much of it as the tests need: one thread a connection, kept alive.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace engross::test {

struct Question {
  std::string method, path;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

struct Reply {
  int status = 200;
  std::string reason = "OK";
  std::string type = "application/octet-stream";
  std::string body;
  std::map<std::string, std::string> headers;
  enum class Way : std::uint8_t {
    whole,
    never,    // holds the connection and says nothing until the other side gives up
    endless,  // a body that goes on until the other side gives up
    hang_up,  // closes without a word
  };
  Way way = Way::whole;
};

using Answerer = std::function<Reply(const Question&)>;

class HttpServer {
 public:
  HttpServer();  // on a free port; throws when there is none
  int port() const { return port_; }
  void serve(Answerer answer);  // in threads of its own, until the process ends

 private:
  int socket_ = -1;
  int port_ = 0;
};

}  // namespace engross::test
