package io.countersign.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks the gateway something without credentials, as a stranger would. Who can do that can also
 * complete a review's task in another person's name.
 */
final class GatewayExposure {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a stranger gets. */
  enum Answer {
    /** The gateway asks for credentials. */
    REFUSED,
    /** The gateway answers anyone, on this machine only. */
    OPEN_ON_THIS_MACHINE,
    /** The gateway answers anyone who can reach it. */
    OPEN,
    /** Nothing could be found out. */
    UNKNOWN
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  private final URI gateway;

  /**
   * @param gateway its REST address, as the client has it
   */
  GatewayExposure(URI gateway) {
    this.gateway = gateway;
  }

  Answer ask() {
    var request =
        HttpRequest.newBuilder(
                URI.create(gateway.toString().replaceAll("/+$", "") + "/v2/topology"))
            .timeout(PATIENCE)
            .build();
    try {
      return judged(http.send(request, BodyHandlers.discarding()).statusCode(), isLoopback());
    } catch (IOException unreachable) {
      return Answer.UNKNOWN;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Answer.UNKNOWN;
    }
  }

  /** Only a plain yes is taken for one; a redirect leads to a login. */
  static Answer judged(int status, boolean loopback) {
    return switch (status / 100) {
      case 2 -> loopback ? Answer.OPEN_ON_THIS_MACHINE : Answer.OPEN;
      case 3, 4 -> Answer.REFUSED;
      default -> Answer.UNKNOWN;
    };
  }

  private boolean isLoopback() throws UnknownHostException {
    return InetAddress.getByName(gateway.getHost()).isLoopbackAddress();
  }
}
