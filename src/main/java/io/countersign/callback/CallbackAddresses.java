package io.countersign.callback;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Callbacks go to https addresses on the public network, or to destinations that are allowed by
 * name.
 *
 * <p>Checked when an endpoint is registered or an action proposed, at each attempt, and once more
 * on the address that is connected to.
 */
@Component
class CallbackAddresses {

  /** Short, octal and hexadecimal spellings of IPv4, which resolvers read differently. */
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|(.*\\.)?0[xX][0-9a-fA-F]*\\.?");

  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  private final CallbackProperties properties;
  private final Names names;

  @Autowired
  CallbackAddresses(CallbackProperties properties) {
    this(properties, Names.SYSTEM);
  }

  CallbackAddresses(CallbackProperties properties, Names names) {
    this.properties = properties;
    this.names = names;
  }

  /**
   * The address to send to. A host that does not resolve now may do so at a later attempt.
   *
   * @param field the field of a request that holds it
   * @throws RefusedException {@code CALLBACK_ADDRESS_REFUSED} if callbacks may not go there
   */
  URI checked(String field, String url) {
    URI address = parse(field, url);
    String host = address.getHost();
    String scheme = address.getScheme();
    if (host == null || scheme == null) {
      throw refused(field, "Send an absolute https address.");
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw refused(field, "The address must have no credentials and no fragment.");
    }
    if (isAllowed(address) && (scheme.equals("http") || scheme.equals("https"))) {
      return address;
    }
    if (!scheme.equals("https")) {
      throw refused(field, "Send an absolute https address.");
    }
    if (isPrivate(host)) {
      throw refused(field, "The address is not on the public network.");
    }
    return address;
  }

  /** Whether an operator allowed this destination, wherever it is. */
  boolean isAllowed(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return properties.allowedHosts().contains(host)
        || properties.allowedHosts().contains(host + ":" + port(address));
  }

  /** The port that is connected to. */
  static int port(URI address) {
    return address.getPort() >= 0
        ? address.getPort()
        : address.getScheme().equals("http") ? 80 : 443;
  }

  private static URI parse(String field, String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw refused(field, "This is not an address.");
    }
  }

  private boolean isPrivate(String host) {
    if (NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches()) {
      return true;
    }
    try {
      return Arrays.stream(names.lookup(host)).anyMatch(PublicNetwork::excludes);
    } catch (UnknownHostException notNow) {
      return false;
    }
  }

  private static RefusedException refused(String field, String why) {
    return new RefusedException(ErrorCode.CALLBACK_ADDRESS_REFUSED, field, why);
  }
}
