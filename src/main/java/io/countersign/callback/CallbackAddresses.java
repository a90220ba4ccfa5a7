package io.countersign.callback;

import io.countersign.action.CallbackAddressPolicy;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Callbacks go to https addresses on the public network, or to hosts that are allowed by name.
 *
 * <p>Checked when an action is proposed and again at each attempt, on the resolved address.
 */
@Component
class CallbackAddresses implements CallbackAddressPolicy {

  /** Short, octal and hexadecimal spellings of IPv4, which resolvers read differently. */
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|0[xX].*");

  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  private final CallbackProperties properties;

  CallbackAddresses(CallbackProperties properties) {
    this.properties = properties;
  }

  @Override
  public void check(String agentId, String url) {
    if (!properties.secrets().containsKey(agentId)) {
      throw refused("This agent has no callback secret, so no callback can be signed for it.");
    }
    checked(url);
  }

  /** The address to send to. A host that does not resolve now may do so at a later attempt. */
  URI checked(String url) {
    URI address = parse(url);
    String host = address.getHost();
    String scheme = address.getScheme();
    if (host == null || scheme == null) {
      throw refused("Send an absolute https address.");
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw refused("The address must have no credentials and no fragment.");
    }
    if (properties.allowedHosts().contains(host.toLowerCase(Locale.ROOT))
        && (scheme.equals("http") || scheme.equals("https"))) {
      return address;
    }
    if (!scheme.equals("https")) {
      throw refused("Send an absolute https address.");
    }
    if (isPrivate(host)) {
      throw refused("The address is not on the public network.");
    }
    return address;
  }

  private static URI parse(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw refused("This is not an address.");
    }
  }

  private static boolean isPrivate(String host) {
    if (NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches()) {
      return true;
    }
    try {
      return Stream.of(InetAddress.getAllByName(host)).anyMatch(PublicNetwork::excludes);
    } catch (UnknownHostException notNow) {
      return false;
    }
  }

  private static RefusedException refused(String why) {
    return new RefusedException(ErrorCode.CALLBACK_ADDRESS_REFUSED, "callbackUrl", why);
  }
}
