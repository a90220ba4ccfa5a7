package io.countersign.identity;

import io.countersign.web.Caller;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose access tokens count, below {@code countersign.security}.
 *
 * @param issuers trusted to say who someone is, each for one kind of callers
 */
@ConfigurationProperties("countersign.security")
record IssuerProperties(@DefaultValue List<Issuer> issuers) {

  /**
   * One issuer.
   *
   * @param issuer exactly what its tokens say as {@code iss}
   * @param jwksUri where its keys are; without it the issuer's own description tells
   * @param audience what its tokens must say as {@code aud}: the id of this application there
   * @param kind what its tokens make of a caller
   * @param idClaim the claim with the caller's id: {@code sub}, {@code client_id} or {@code azp}
   * @param idPrefix put before the id, so that two issuers of one kind never mean the same caller
   * @param groupsClaim the claim that lists groups
   * @param groups what members of a group may do; agents may propose without any
   */
  record Issuer(
      String issuer,
      @Nullable URI jwksUri,
      String audience,
      Caller.Kind kind,
      @DefaultValue("sub") String idClaim,
      @DefaultValue("") String idPrefix,
      @DefaultValue("groups") String groupsClaim,
      @DefaultValue List<Group> groups) {}

  /**
   * One group.
   *
   * @param scopes of {@code review}, {@code audit}, {@code administer} and {@code halt}
   */
  record Group(String name, Set<String> scopes) {}
}
