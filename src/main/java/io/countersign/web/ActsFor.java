package io.countersign.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an agent acts, as the issuer of its token vouches for it: the whole chain of RFC
 * 8693, section 4.1.
 *
 * @param issuer who vouches
 * @param subject on whose behalf
 * @param actors who acts: the caller first, then each one it acts through, up to the first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ActsFor(String issuer, String subject, List<Actor> actors) {

  /**
   * One link of the chain.
   *
   * @param sub its id
   * @param iss whose id that is; absent if it is the issuer's own
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Actor(String sub, @Nullable String iss) {}

  public ActsFor {
    actors = List.copyOf(actors);
  }

  /** The chain as people read it, e.g. {@code for alice, by agent-x, via agent-y}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String words() {
    Stream<String> by = actors.stream().limit(1).map(it -> ", by " + it.sub());
    Stream<String> via = actors.stream().skip(1).map(it -> ", via " + it.sub());
    return "for " + subject + Stream.concat(by, via).collect(Collectors.joining());
  }
}
