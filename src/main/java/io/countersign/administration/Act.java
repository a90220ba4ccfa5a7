package io.countersign.administration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act of administration, as the history tells it: never a secret, nor a hash of one.
 *
 * @param id {@code adm_} and 32 hexadecimal digits; a repeat has the same and is no second entry
 * @param act what was done
 * @param subject what it was done to: the beginning of a key, or the id of an endpoint, a person or
 *     an action
 * @param by who asked for it
 * @param byKind {@code person} or {@code operator}
 * @param details what belongs to it, as texts
 * @param failure the error code because of which it did not take effect; null if it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Act(
    String id,
    EntryKind act,
    String subject,
    String by,
    String byKind,
    Instant at,
    Map<String, String> details,
    @Nullable String failure) {

  public Act {
    details = Map.copyOf(details);
  }

  /** An act of this caller at this moment. */
  public static Act of(EntryKind act, String subject, Caller by, Instant at) {
    return new Act(
        "adm_" + UUID.randomUUID().toString().replace("-", ""),
        act,
        subject,
        by.id(),
        by.kind().name().toLowerCase(Locale.ROOT),
        at,
        Map.of(),
        null);
  }

  /** The same with one detail more; none if it is null. */
  public Act with(String name, @Nullable Object detail) {
    if (detail == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(details);
    more.put(name, detail.toString());
    return new Act(id, act, subject, by, byKind, at, more, failure);
  }

  /** The same, which did not take effect. */
  Act failed(String code) {
    return new Act(id, act, subject, by, byKind, at, details, code);
  }

  /** What the message to the engine says of it. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", id);
    told.put("act", act.word());
    told.put("subject", subject);
    told.put("by", by);
    told.put("byKind", byKind);
    told.put("at", at.toString());
    told.put("details", details);
    if (failure != null) {
      told.put("failure", failure);
    }
    return told;
  }

  /** For the log, e.g. {@code key-issued of cs_abcdefgh by admin}. */
  String words() {
    return "%s of %s by %s".formatted(act.word(), subject, by);
  }
}
