package io.countersign.localstack;

import java.net.URI;

/** The ports of one stack: the usual ones, all moved by one offset. */
record Ports(int offset) {

  int elasticsearch() {
    return 9200 + offset;
  }

  int elasticsearchTransport() {
    return 9300 + offset;
  }

  /** The runner of OpenSearch looks for a port up to 9299 only. */
  int openSearch() {
    return 9211 + offset / 10;
  }

  int openSearchTransport() {
    return 9311 + offset;
  }

  int zeebeRest() {
    return 8080 + offset;
  }

  int zeebeGrpc() {
    return 26500 + offset;
  }

  int zeebeCommand() {
    return 26501 + offset;
  }

  int zeebeInternal() {
    return 26502 + offset;
  }

  int zeebeManagement() {
    return 9600 + offset;
  }

  int operate() {
    return 8081 + offset;
  }

  int operateManagement() {
    return 9601 + offset;
  }

  int tasklist() {
    return 8082 + offset;
  }

  int tasklistManagement() {
    return 9602 + offset;
  }

  int application() {
    return 8090 + offset;
  }

  static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
