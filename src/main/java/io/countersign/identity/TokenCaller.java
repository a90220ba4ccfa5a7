package io.countersign.identity;

import io.countersign.identity.IssuerProperties.Group;
import io.countersign.identity.IssuerProperties.Issuer;
import io.countersign.web.ActsFor;
import io.countersign.web.ActsFor.Actor;
import io.countersign.web.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says whom verified claims make of a caller. */
final class TokenCaller {

  private static final int LONGEST_CHAIN = 8;
  private static final int LONGEST_ID = 200;

  private TokenCaller() {}

  /**
   * The caller of these claims. With an {@code act} chain (RFC 8693) whoever acts is the caller,
   * and the subject is whom it acts for. So it is where the id is the client's and the subject
   * another.
   *
   * @throws IllegalArgumentException if they do not say whole and clearly who it is
   */
  static Caller of(Issuer issuer, Map<String, Object> claims) {
    List<Actor> actors = actors(claims.get("act"));
    String subject = text(claims.get("sub"));
    if (issuer.kind() != Caller.Kind.AGENT) {
      if (!actors.isEmpty()) {
        throw new IllegalArgumentException("only agents act for others");
      }
      String id = issuer.idPrefix() + text(claims.get(issuer.idClaim()));
      return new Caller(id, issuer.kind(), scopes(issuer, claims.get(issuer.groupsClaim())));
    }
    if (actors.isEmpty()) {
      actors = List.of(new Actor(text(claims.get(issuer.idClaim())), null));
    }
    return agent(issuer, subject, actors);
  }

  private static Caller agent(Issuer issuer, String subject, List<Actor> actors) {
    Actor acting = actors.getFirst();
    if (acting.iss() != null && !acting.iss().equals(issuer.issuer())) {
      throw new IllegalArgumentException("the actor is of another issuer");
    }
    boolean forItself = actors.size() == 1 && acting.sub().equals(subject);
    return new Caller(
        issuer.idPrefix() + acting.sub(),
        Caller.Kind.AGENT,
        Set.of("propose"),
        forItself ? null : new ActsFor(issuer.issuer(), subject, actors));
  }

  private static Set<String> scopes(Issuer issuer, @Nullable Object groups) {
    Collection<?> member = groups instanceof Collection<?> several ? several : List.of();
    return issuer.groups().stream()
        .filter(group -> member.contains(group.name()))
        .map(Group::scopes)
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Actor> actors(@Nullable Object act) {
    List<Actor> actors = new ArrayList<>();
    for (Object next = act; next != null; ) {
      if (!(next instanceof Map<?, ?> actor) || actors.size() == LONGEST_CHAIN) {
        throw new IllegalArgumentException("the act chain cannot be read whole");
      }
      Object iss = actor.get("iss");
      actors.add(new Actor(text(actor.get("sub")), iss == null ? null : text(iss)));
      next = actor.get("act");
    }
    return actors;
  }

  private static String text(@Nullable Object claim) {
    if (claim instanceof String text
        && !text.isBlank()
        && text.length() <= LONGEST_ID
        && text.codePoints().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw new IllegalArgumentException("an id is missing, or is none");
  }
}
