package io.countersign.identity;

import io.countersign.identity.IssuerProperties.Issuer;
import io.countersign.web.Caller;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses a list of issuers that would let in someone nobody meant; the application then ends. */
final class IssuerCheck {

  private static final Set<String> GRANTABLE = Set.of("review", "audit", "administer", "halt");
  private static final Set<String> IDS = Set.of("sub", "client_id", "azp");

  private static final Set<String> ON_THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  private IssuerCheck() {}

  static void check(List<Issuer> issuers) {
    Set<String> names = new HashSet<>();
    Set<List<Object>> namespaces = new HashSet<>();
    for (Issuer issuer : issuers) {
      require(present(issuer.issuer()), issuer, "it has no name");
      require(names.add(issuer.issuer()), issuer, "it is there twice");
      require(
          isSafe(issuer.jwksUri() == null ? address(issuer.issuer()) : issuer.jwksUri()),
          issuer,
          "its keys must be read by https");
      require(present(issuer.audience()), issuer, "it needs an audience");
      require(issuer.kind() != null, issuer, "it needs a kind: agent, person or operator");
      require(IDS.contains(issuer.idClaim()), issuer, "id-claim is one of " + IDS);
      require(
          namespaces.add(List.of(issuer.kind(), issuer.idPrefix())),
          issuer,
          "two issuers of one kind need different id-prefixes");
      require(
          issuer.kind() != Caller.Kind.AGENT || issuer.groups().isEmpty(),
          issuer,
          "agents may propose and nothing else, so groups give them nothing");
      issuer
          .groups()
          .forEach(
              group ->
                  require(
                      present(group.name())
                          && group.scopes() != null
                          && GRANTABLE.containsAll(group.scopes()),
                      issuer,
                      "a group has a name and scopes of " + GRANTABLE));
    }
  }

  /** Whoever can change the keys on their way can be anyone; on this machine nobody is between. */
  static boolean isSafe(@Nullable URI address) {
    return address != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && ON_THIS_MACHINE.contains(address.getHost())));
  }

  private static @Nullable URI address(String issuer) {
    try {
      return URI.create(issuer);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static boolean present(String text) {
    return text != null && !text.isBlank();
  }

  private static void require(boolean good, Issuer issuer, String problem) {
    if (!good) {
      throw new IllegalArgumentException(
          "countersign.security.issuers, " + issuer.issuer() + ": " + problem);
    }
  }
}
