package io.countersign.callback;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver on a real socket that answers whatever bytes a test wants, however slowly. */
final class Receiver implements AutoCloseable {

  private final ServerSocket socket;
  private final Answer answer;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private Receiver(Answer answer) {
    this.answer = answer;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  record Call(Map<String, String> headers, String body) {}

  static Receiver answering(Answer answer) {
    return new Receiver(answer);
  }

  /** Answers with this status line and these headers, and an empty body. */
  static Receiver answering(String status, String... headers) {
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n";
    String all =
        head + String.join("", java.util.Arrays.stream(headers).map(it -> it + "\r\n").toList());
    return new Receiver(out -> out.write((all + "\r\n").getBytes(StandardCharsets.US_ASCII)));
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/callback";
  }

  int port() {
    return socket.getLocalPort();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      while (true) {
        calls.add(read(connection));
        answer.write(connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException over) {
      // The sender left, or the test ended.
    }
  }

  private static Call read(Socket connection) throws IOException {
    var in = connection.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.append((char) next);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    head.toString()
        .lines()
        .skip(1)
        .filter(it -> it.contains(":"))
        .forEach(
            it ->
                headers.put(
                    it.substring(0, it.indexOf(':')).toLowerCase(java.util.Locale.ROOT),
                    it.substring(it.indexOf(':') + 1).strip()));
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Call(headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
