package io.countersign.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves hosts for connections. What it gives is what is connected to, so a name that changes
 * between a check and a connection (DNS rebinding) changes nothing: the check is here.
 */
final class PublicNames implements DnsResolver {

  private final Names names;

  PublicNames(Names names) {
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = names.lookup(host);
    if (all.length == 0 || Arrays.stream(all).anyMatch(PublicNetwork::excludes)) {
      throw new NotPublicException();
    }
    return all;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** One of the host's addresses is not on the public network. */
  static final class NotPublicException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    NotPublicException() {
      super("Not on the public network");
    }
  }
}
